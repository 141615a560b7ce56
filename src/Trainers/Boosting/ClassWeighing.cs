namespace MLNetTuning.Trainers.Boosting;

/// <summary>Turns weights of classes into weights of rows.</summary>
internal static class ClassWeighing
{
    /// <summary>One weight per class, or null when all count as they are.</summary>
    public static double[]? Of(BoostingOptions options, TrainingData train)
    {
        if (options.ClassWeights is not null)
        {
            return [.. options.ClassWeights];
        }

        if (!options.BalanceClasses)
        {
            return null;
        }

        var weights = new double[options.LabelClasses];
        for (var i = 0; i < train.Rows; i++)
        {
            weights[(int)train.Labels[i]] += train.Weights is null ? 1 : train.Weights[i];
        }

        // A class that never occurs has no say in the balance.
        var total = weights.Sum();
        var present = weights.Count(w => w > 0);
        return Array.ConvertAll(weights, w => w > 0 ? total / (present * w) : 1);
    }

    /// <summary>The rows with each weight times that of its class. Shares features and labels.</summary>
    public static TrainingData Apply(TrainingData data, double[]? classWeights)
    {
        if (classWeights is null)
        {
            return data;
        }

        var weights = new float[data.Rows];
        for (var i = 0; i < weights.Length; i++)
        {
            weights[i] = (float)((data.Weights is null ? 1 : data.Weights[i]) * classWeights[(int)data.Labels[i]]);
        }

        return new TrainingData(data.Features, data.Labels, weights);
    }
}
