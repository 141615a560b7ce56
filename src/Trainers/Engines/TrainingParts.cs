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
        DataChecks.Check(spec, train, "training");
        DataChecks.CheckClasses(spec, train);
        if (validation is not null)
        {
            DataChecks.Check(spec, validation, "validation");
        }
        else if (options.Patience > 0)
        {
            throw new ArgumentException($"Patience is {options.Patience}, but there is no validation part to watch; give one, or set Patience to 0.");
        }

        Train = train;
        Validation = validation;
        Batches = new BatchPlan(train.Rows, options.BatchSize);
        (TargetMean, TargetScale) = spec.Task == PredictionTask.Regression ? Standardise(train) : (0, 1);
    }

    public TrainingData Train { get; }

    public TrainingData? Validation { get; }

    public BatchPlan Batches { get; }

    /// <summary>What is subtracted from regression labels.</summary>
    public double TargetMean { get; }

    /// <summary>What regression labels are divided by.</summary>
    public double TargetScale { get; }

    /// <summary>The output biases that give every row the training part's base rates.</summary>
    public float[] StartBias(NetworkSpec spec)
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

    private static (double Mean, double Scale) Standardise(TrainingData train)
    {
        double total = 0, sum = 0, squares = 0;
        for (var i = 0; i < train.Rows; i++)
        {
            total += Weight(train, i);
            sum += Weight(train, i) * train.Labels[i];
        }

        var mean = sum / total;
        for (var i = 0; i < train.Rows; i++)
        {
            squares += Weight(train, i) * Math.Pow(train.Labels[i] - mean, 2);
        }

        var deviation = Math.Sqrt(squares / total);
        return (mean, deviation > 0 ? deviation : 1);
    }

    private static double Weight(TrainingData data, int row) => data.Weights is null ? 1 : data.Weights[row];

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
