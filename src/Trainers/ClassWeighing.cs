using System.Globalization;
using MLNetTuning.Trainers.Boosting;

namespace MLNetTuning.Trainers;

/// <summary>Turns weights of classes into weights of rows.</summary>
internal static class ClassWeighing
{
    /// <summary>One weight per class, or null when all count as they are.</summary>
    /// <param name="given">Weights given one by one, or null.</param>
    /// <param name="balance">Whether all classes are to weigh alike.</param>
    /// <param name="classes">Number of classes.</param>
    /// <param name="train">The training rows.</param>
    public static double[]? Of(IReadOnlyList<double>? given, bool balance, int classes, TrainingData train) =>
        given is not null || !balance ? given?.ToArray() : Balanced(classes, train);

    /// <summary>The weights by which all classes weigh alike: rows / (classes x rows of the class), rows counted by their weights.</summary>
    public static double[] Balanced(int classes, TrainingData train)
    {
        var weights = new double[classes];
        for (var i = 0; i < train.Rows; i++)
        {
            weights[(int)train.Labels[i]] += train.Weights is null ? 1 : train.Weights[i];
        }

        // A class that never occurs has no say in the balance.
        var total = weights.Sum();
        var present = weights.Count(w => w > 0);
        return Array.ConvertAll(weights, w => w > 0 ? total / (present * w) : 1);
    }

    /// <summary>Refuses weights that do not fit the classes.</summary>
    public static void Check(Violations check, IReadOnlyList<double>? given, bool balance, int classes)
    {
        check.That(!balance || (classes > 0 && given is null), nameof(BoostingOptions.BalanceClasses), balance, "false unless labels are classes and ClassWeights is null");
        check.That(
            given is null || (given.Count == classes && given.All(w => w >= 0 && double.IsFinite(w)) && given.Any(w => w > 0)),
            nameof(BoostingOptions.ClassWeights),
            $"[{string.Join(", ", (given ?? []).Select(w => w.ToString(CultureInfo.InvariantCulture)))}]",
            "null, or where labels are classes one finite number of 0 or more per class, not all 0");
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

        return data.WithWeights(weights);
    }
}
