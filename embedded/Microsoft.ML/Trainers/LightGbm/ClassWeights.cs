using MLNetTuning.Trainers;

namespace Microsoft.ML.Trainers.LightGbm;

/// <summary>The options that favour a class of two, as row weights.</summary>
internal static class ClassWeights
{
    /// <summary>The rows weighed.</summary>
    /// <param name="rows">Rows labelled 0 and 1, both of them.</param>
    /// <param name="balance">Whether the rarer class is weighted up to the weight of the other.</param>
    /// <param name="positiveWeight">A further factor of positive rows.</param>
    internal static TrainingData Apply(TrainingData rows, bool balance, double positiveWeight)
    {
        var positives = rows.Labels.Count(static label => label > 0);
        var negatives = rows.Rows - positives;
        var ofPositive = positiveWeight * (balance && positives < negatives ? (double)negatives / positives : 1);
        var ofNegative = balance && negatives < positives ? (double)positives / negatives : 1;
        if (ofPositive == 1 && ofNegative == 1)
        {
            return rows;
        }

        var weights = new float[rows.Rows];
        for (var i = 0; i < weights.Length; i++)
        {
            weights[i] = (float)((rows.Weights?[i] ?? 1) * (rows.Labels[i] > 0 ? ofPositive : ofNegative));
        }

        return new TrainingData(rows.Features, rows.Labels, weights);
    }
}
