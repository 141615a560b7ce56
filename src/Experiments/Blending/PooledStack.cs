using MLNetTuning.Estimators.Ensembles;
using MLNetTuning.Trainers;
using MLNetTuning.Trainers.Portable;

namespace MLNetTuning.Experiments.Blending;

/// <summary>A linear second level of one weight a model, drawn to the weights of the greedy average. Weights may be negative.</summary>
/// <remarks>
/// Wolpert's stacking (1992) with as few numbers as an average has: logits, logarithms of probabilities (a logarithmic opinion pool) or values are added up.
/// A penalty on the distance to the average makes the average its limit.
/// </remarks>
internal static class PooledStack
{
    private const double LeastShare = 0.01;

    /// <summary>Fits the second level.</summary>
    /// <param name="rows">The rows.</param>
    /// <param name="average">The average it is drawn to.</param>
    /// <param name="penalty">How strongly.</param>
    public static Blend Fit(BlendRows rows, IReadOnlyList<EnsembleWeight> average, double penalty)
    {
        var anchors = average.ToDictionary(member => member.Index, member => (double)member.Weight);
        EnsembleWeight[] all = [.. Enumerable.Range(0, rows.Predictions.Count).Select(index => new EnsembleWeight(index, 0))];
        var weights = Weights(rows, all, anchors, penalty);

        // Models that hardly count cost time with every prediction: they are left out and the others weighed again.
        var least = LeastShare * weights.Take(all.Length).Sum(Math.Abs);
        EnsembleWeight[] kept = [.. all.Where((_, place) => Math.Abs(weights[place]) >= least)];
        if (kept.Length < all.Length)
        {
            (all, weights) = (kept, Weights(rows, kept, anchors, penalty));
        }

        return Make(rows, all, weights);
    }

    private static double[] Weights(BlendRows rows, EnsembleWeight[] members, Dictionary<int, double> anchors, double penalty)
    {
        var inputs = StackInputs.Of(rows, members);
        double[] anchor = [.. members.Select(member => anchors.GetValueOrDefault(member.Index))];
        double[] start = rows.Task == PredictionTask.Multiclass ? anchor : [.. anchor, 0];
        if (rows.Task != PredictionTask.Regression)
        {
            return new StackWeights(inputs, anchor, penalty).Fit(start);
        }

        var (standard, mean, unit) = inputs.Standardize();
        var weights = new StackWeights(standard, anchor, penalty).Fit(start);
        weights[^1] = (weights[^1] * unit) + (mean * (1 - weights.SkipLast(1).Sum()));
        return weights;
    }

    /// <summary>An ensemble of known weights.</summary>
    /// <param name="rows">What it is for.</param>
    /// <param name="members">The models.</param>
    /// <param name="weights">One weight a model, then the intercept but for several classes.</param>
    public static Blend Make(BlendRows rows, EnsembleWeight[] members, double[] weights)
    {
        var outputs = rows.Outputs;
        var matrix = new FloatMatrix(outputs, members.Length * outputs);
        for (var k = 0; k < outputs; k++)
        {
            for (var m = 0; m < members.Length; m++)
            {
                matrix.Row(k)[(m * outputs) + k] = (float)weights[m];
            }
        }

        var link = rows.Task switch
        {
            PredictionTask.Binary => PortableLink.Logistic(),
            PredictionTask.Multiclass => PortableLink.Softmax,
            _ => PortableLink.Identity,
        };
        var biases = new float[outputs];
        biases[0] = rows.Task == PredictionTask.Multiclass ? 0 : (float)weights[^1];
        var layer = new LinearPredictor(matrix, biases, link);
        var total = Math.Max(weights.Take(members.Length).Sum(Math.Abs), double.Epsilon);
        return new Blend(
            [.. members.Select((member, place) => member with { Weight = (float)(Math.Abs(weights[place]) / total) })],
            new StackCombiner(rows.Task, members.Length, [[layer]], new AveragingCombiner(rows.Task, outputs, [1f])));
    }
}
