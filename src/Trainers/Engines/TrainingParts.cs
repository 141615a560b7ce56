using MLNetTuning.Trainers.Networks;
using MLNetTuning.Trainers.Training;

namespace MLNetTuning.Trainers.Engines;

/// <summary>The rows of a session, checked, with what is computed from their labels.</summary>
internal sealed class TrainingParts
{
    /// <summary>Checks description, options and rows.</summary>
    public TrainingParts(NetworkSpec spec, TrainingOptions options, TrainingData train, TrainingData? validation)
    {
        ArgumentNullException.ThrowIfNull(spec);
        ArgumentNullException.ThrowIfNull(options);
        ArgumentNullException.ThrowIfNull(train);
        spec.Validate();
        options.Validate();
        options.Check(spec, validation is not null);
        DataChecks.Check(spec, train, "training");
        DataChecks.CheckClasses(spec, train);
        if (validation is not null)
        {
            DataChecks.Check(spec, validation, "validation");
        }

        if (spec.IsExponential)
        {
            DataChecks.CheckCounts(train, "training");
            if (validation is not null)
            {
                DataChecks.CheckCounts(validation, "validation");
            }
        }

        Train = spec.Task == PredictionTask.Regression ? train : ClassWeighing.Apply(train, options.Loss.ClassWeights?.Select(weight => (double)weight).ToArray());
        Validation = validation;
        Batches = new BatchPlan(train.Rows, options.BatchSize);
        (TargetMean, TargetScale) = Target(spec, options, Train);
        (LowestTarget, HighestTarget) = options.ClampsTarget && spec.Task == PredictionTask.Regression
            ? (train.Labels.Min(), train.Labels.Max())
            : (double.NegativeInfinity, double.PositiveInfinity);
    }

    /// <summary>The training part; its weights include the classes'.</summary>
    public TrainingData Train { get; }

    public TrainingData? Validation { get; }

    public BatchPlan Batches { get; }

    /// <summary>What is subtracted from regression labels.</summary>
    public double TargetMean { get; }

    /// <summary>What regression labels are divided by.</summary>
    public double TargetScale { get; }

    public double LowestTarget { get; }

    public double HighestTarget { get; }

    /// <summary>Where training starts.</summary>
    public NetworkWeights StartWeights(NetworkSpec spec, TrainingOptions options)
    {
        var weights = new NetworkWeights(spec)
        {
            TargetMean = TargetMean,
            TargetScale = TargetScale,
            LowestTarget = LowestTarget,
            HighestTarget = HighestTarget,
        };
        new WeightStarter(weights, options).Fill(options.StartsAtBaseRates ? StartBias(spec) : []);
        Managed.DataStarter.Fill(weights, options, Train);
        return weights;
    }

    private static (double Mean, double Scale) Target(NetworkSpec spec, TrainingOptions options, TrainingData train)
    {
        if (spec.Task != PredictionTask.Regression)
        {
            return (0, 1);
        }

        if (spec.IsExponential)
        {
            // Half a count for a part whose labels are all 0.
            return (Math.Log(Math.Max(train.MeanLabel(), 0.5 / train.Rows)), 1);
        }

        return options.StandardizesTarget ? Standardise(train) : (0, 1);
    }

    private static (double Mean, double Scale) Standardise(TrainingData train)
    {
        double total = 0, squares = 0;
        var mean = train.MeanLabel();
        for (var i = 0; i < train.Rows; i++)
        {
            total += Weight(train, i);
            squares += Weight(train, i) * Math.Pow(train.Labels[i] - mean, 2);
        }

        var deviation = Math.Sqrt(squares / total);
        return (mean, deviation > 0 ? deviation : 1);
    }

    private static double Weight(TrainingData data, int row) => data.Weights is null ? 1 : data.Weights[row];

    /// <summary>The output biases that give every row the training part's base rates.</summary>
    private float[] StartBias(NetworkSpec spec)
    {
        if (spec.Task == PredictionTask.Regression)
        {
            return [0];
        }

        var shares = ClassShares(Math.Max(2, spec.Outputs));
        return spec.Task == PredictionTask.Binary
            ? [(float)Math.Log(shares[1] / shares[0])]
            : [.. shares.Select(share => (float)Math.Log(share))];
    }

    private double[] ClassShares(int classes)
    {
        // One half of a row for every class: no rate is 0.
        var counts = new double[classes];
        Array.Fill(counts, 0.5);
        for (var i = 0; i < Train.Rows; i++)
        {
            counts[(int)Train.Labels[i]] += Weight(Train, i);
        }

        var total = counts.Sum();
        return [.. counts.Select(count => count / total)];
    }
}
