namespace MLNetTuning.Trainers.Training;

/// <summary>How a network is trained. Immutable; change copies with <c>with</c>.</summary>
public sealed record TrainingOptions
{
    /// <summary>The rule that turns gradients into steps. Default <see cref="OptimizerKind.AdamW"/>.</summary>
    public OptimizerKind Optimizer { get; init; } = OptimizerKind.AdamW;

    /// <summary>The highest learning rate, above 0. Default 0.002.</summary>
    public float LearningRate { get; init; } = TrainingDefaults.LearningRate;

    /// <summary>Decay of Adam's first moment, 0 to below 1. Ignored by SGD. Default 0.9.</summary>
    public float Beta1 { get; init; } = TrainingDefaults.Beta1;

    /// <summary>Decay of Adam's second moment, 0 to below 1. Ignored by SGD. Default 0.999.</summary>
    public float Beta2 { get; init; } = TrainingDefaults.Beta2;

    /// <summary>Added to the root of Adam's second moment, above 0. Ignored by SGD. Default 1e-8.</summary>
    public float Epsilon { get; init; } = TrainingDefaults.Epsilon;

    /// <summary>Momentum of SGD, 0 to below 1. Ignored by Adam and AdamW. Default 0.9.</summary>
    public float Momentum { get; init; } = TrainingDefaults.Momentum;

    /// <summary>Whether SGD looks ahead (Nesterov 1983). Ignored by Adam and AdamW. Default false.</summary>
    public bool Nesterov { get; init; }

    /// <summary>Weight decay of the weight matrices (never of biases and batch norm), 0 or more. Default 0.01.</summary>
    public float WeightDecay { get; init; } = TrainingDefaults.WeightDecay;

    /// <summary>How the rate moves over the horizon. Default <see cref="LearningRateSchedule.Cosine"/>.</summary>
    public LearningRateSchedule Schedule { get; init; } = LearningRateSchedule.Cosine;

    /// <summary>The horizon: the epoch at which schedules end, 1 to 1,000,000. Default 64.</summary>
    public int Epochs { get; init; } = TrainingDefaults.Epochs;

    /// <summary>Rows per step, or 0 for a power of two by the row count (64 up to 1,024 rows to 1,024 above 100,000). Lowered to the row count. Default 0.</summary>
    public int BatchSize { get; init; }

    /// <summary>Share of a label's mass spread over all classes, 0 to below 1. Ignored by regression. Default 0.</summary>
    public float LabelSmoothing { get; init; }

    /// <summary>Epochs without improvement after which training stops; 0 never stops early. Needs a validation part. Default 0.</summary>
    public int Patience { get; init; }

    /// <summary>A validation loss must fall by more than this to count against patience, 0 or more. Default 0.</summary>
    public double MinDelta { get; init; }

    /// <summary>Whether the model takes the weights of the best validation epoch (ties to the later) instead of the last. Default true.</summary>
    public bool RestoreBest { get; init; } = true;

    /// <summary>Seed of start weights, row order and dropout. Default 0.</summary>
    public int Seed { get; init; }

    /// <summary>Threads that share one step, 1 to 64. Results are the same, bit for bit, for the same number. Default 1.</summary>
    public int Threads { get; init; } = 1;

    /// <summary>Checks all options.</summary>
    /// <exception cref="ArgumentException">Some cannot be used; the message lists every violation.</exception>
    public void Validate()
    {
        var violations = new Violations("The training options cannot be used");
        violations.Require(Enum.IsDefined(Optimizer), $"Optimizer is {(int)Optimizer}; name a member of OptimizerKind.");
        violations.Require(Enum.IsDefined(Schedule), $"Schedule is {(int)Schedule}; name a member of LearningRateSchedule.");
        violations.Require(LearningRate > 0 && float.IsFinite(LearningRate), $"LearningRate is {LearningRate}; give a finite number above 0.");
        violations.Require(Beta1 is >= 0 and < 1, $"Beta1 is {Beta1}; give 0 to below 1.");
        violations.Require(Beta2 is >= 0 and < 1, $"Beta2 is {Beta2}; give 0 to below 1.");
        violations.Require(Epsilon > 0 && float.IsFinite(Epsilon), $"Epsilon is {Epsilon}; give a finite number above 0.");
        violations.Require(Momentum is >= 0 and < 1, $"Momentum is {Momentum}; give 0 to below 1.");
        violations.Require(WeightDecay >= 0 && float.IsFinite(WeightDecay), $"WeightDecay is {WeightDecay}; give a finite number of 0 or more.");
        violations.Require(Epochs is >= 1 and <= 1_000_000, $"Epochs is {Epochs}; give 1 to 1,000,000.");
        violations.Require(BatchSize is >= 0 and <= 1_048_576, $"BatchSize is {BatchSize}; give 1 to 1,048,576 rows, or 0 for the rule.");
        violations.Require(LabelSmoothing is >= 0 and < 1, $"LabelSmoothing is {LabelSmoothing}; give 0 to below 1.");
        violations.Require(Patience >= 0, $"Patience is {Patience}; give a number of epochs, or 0 to never stop early.");
        violations.Require(MinDelta >= 0 && double.IsFinite(MinDelta), $"MinDelta is {MinDelta}; give a finite number of 0 or more.");
        violations.Require(Threads is >= 1 and <= 64, $"Threads is {Threads}; give 1 to 64.");
        violations.ThrowIfAny();
    }
}
