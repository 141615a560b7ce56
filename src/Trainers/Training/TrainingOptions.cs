namespace MLNetTuning.Trainers.Training;

/// <summary>How a network is trained. Immutable; change copies with <c>with</c>.</summary>
public sealed partial record TrainingOptions
{
    /// <summary>The rule that turns gradients into steps. Default <see cref="OptimizerKind.AdamW"/>.</summary>
    public OptimizerKind Optimizer { get; init; } = OptimizerKind.AdamW;

    /// <summary>The highest learning rate, above 0. Default 0.002.</summary>
    public float LearningRate { get; init; } = TrainingDefaults.LearningRate;

    /// <summary>Decay of Adam's first moment, 0 to below 1. Ignored by SGD and RMSprop. Default 0.9.</summary>
    public float Beta1 { get; init; } = TrainingDefaults.Beta1;

    /// <summary>Decay of Adam's second moment and of RMSprop's mean square, 0 to below 1. Ignored by SGD. Default 0.999.</summary>
    public float Beta2 { get; init; } = TrainingDefaults.Beta2;

    /// <summary>Added to the root of the second moment, above 0. Ignored by SGD. Default 1e-8.</summary>
    public float Epsilon { get; init; } = TrainingDefaults.Epsilon;

    /// <summary>Momentum of SGD and RMSprop, 0 to below 1. Ignored by the others. Default 0.9.</summary>
    public float Momentum { get; init; } = TrainingDefaults.Momentum;

    /// <summary>Whether SGD looks ahead (Nesterov 1983). Ignored by the others. Default false.</summary>
    public bool Nesterov { get; init; }

    /// <summary>Weight decay, 0 or more; AdamW shrinks the weights by it, the others add it to the gradient as an L2 penalty. Default 0.01.</summary>
    public float WeightDecay { get; init; } = TrainingDefaults.WeightDecay;

    /// <summary>Whether weight decay shrinks the weights with the other optimizers too. AdamW always does. Default false.</summary>
    public bool DecouplesDecay { get; init; }

    /// <summary>L2 penalty in the gradient, in addition to weight decay, 0 or more. Default 0.</summary>
    public float L2 { get; init; }

    /// <summary>L1 penalty in the gradient, 0 or more. Default 0.</summary>
    public float L1 { get; init; }

    /// <summary>Penalty of the blocks' outputs: this times the sum of a row's squares, mean over the rows, for each block; 0 or more. Default 0.</summary>
    public float ActivityPenalty { get; init; }

    /// <summary>The greatest length of the weights into one unit of a block, or 0 (the default) for none.</summary>
    public float MaxNorm { get; init; }

    /// <summary>The length all gradients together are scaled down to when longer, or 0 (the default) for none.</summary>
    public float ClipNorm { get; init; }

    /// <summary>What each number of the gradient is clipped to, or 0 (the default) for none. Applied after <see cref="ClipNorm"/>.</summary>
    public float ClipValue { get; init; }

    /// <summary>Variance of normal noise added to gradients at the first step, falling by (1 + t)^-0.55 (Neelakantan et al. 2015), or 0 (the default) for none.</summary>
    public float GradientNoise { get; init; }

    /// <summary>Factors of the learning rate by group of parameters. Default all 1.</summary>
    public GroupFactors LearningRateFactors { get; init; } = new();

    /// <summary>Factors of weight decay and penalties by group. Default <see cref="GroupFactors.Matrices"/>.</summary>
    public GroupFactors DecayFactors { get; init; } = GroupFactors.Matrices;

    /// <summary>What of the matrices the optimizer sees. Default <see cref="Training.Parametrization.Standard"/>.</summary>
    public Parametrization Parametrization { get; init; }

    /// <summary>How matrices start. Default <see cref="WeightStartKind.Default"/>.</summary>
    public WeightStartKind WeightStart { get; init; }

    /// <summary>How biases of blocks start, and of the head unless <see cref="StartsAtBaseRates"/>. Default <see cref="BiasStartKind.Zero"/>.</summary>
    public BiasStartKind BiasStart { get; init; }

    /// <summary>Where the edges of piecewise linear embeddings lie. Default <see cref="EdgeStartKind.Quantiles"/>.</summary>
    public EdgeStartKind EdgeStart { get; init; }

    /// <summary>Whether the head's matrix starts at 0. Default false.</summary>
    public bool StartsHeadAtZero { get; init; }

    /// <summary>Whether the head's bias starts where every row gets the training rows' class shares. Default true.</summary>
    public bool StartsAtBaseRates { get; init; } = true;

    /// <summary>How the rate moves over the horizon. Default <see cref="LearningRateSchedule.Cosine"/>.</summary>
    public LearningRateSchedule Schedule { get; init; } = LearningRateSchedule.Cosine;

    /// <summary>The numbers of the schedules, and warm-up.</summary>
    public ScheduleShape ScheduleShape { get; init; } = new();

    /// <summary>How weight decay moves over the horizon. Default <see cref="LearningRateSchedule.Constant"/>.</summary>
    public LearningRateSchedule DecaySchedule { get; init; }

    /// <summary>How dropout moves over the horizon. Default <see cref="LearningRateSchedule.Constant"/>.</summary>
    public LearningRateSchedule DropoutSchedule { get; init; }

    /// <summary>The horizon: the epoch at which schedules end, 1 to 1,000,000. Default 64.</summary>
    public int Epochs { get; init; } = TrainingDefaults.Epochs;

    /// <summary>Rows per step, or 0 for a power of two by the row count (64 up to 1,024 rows to 1,024 above 100,000). Lowered to the row count. Default 0.</summary>
    public int BatchSize { get; init; }

    /// <summary>Whether the members of an ensemble see other rows in each step, drawn for each alone, instead of the same; ignored with one member. Default false.</summary>
    public bool SeparateBatches { get; init; }

    /// <summary>The loss. Default by the task.</summary>
    public LossOptions Loss { get; init; } = new();

    /// <summary>Share of a label's mass spread over all classes, 0 to below 1. Ignored by regression and the focal loss. Default 0.</summary>
    public float LabelSmoothing { get; init; }

    /// <summary>Whether a regression is trained on labels of mean 0 and variance 1. Ignored by the Poisson loss. Default true.</summary>
    public bool StandardizesTarget { get; init; } = true;

    /// <summary>Whether a regression's predictions stay within the training labels' range. Default false.</summary>
    public bool ClampsTarget { get; init; }

    /// <summary>Epochs without improvement after which training stops; 0 never stops early. Needs a validation part. Default 0.</summary>
    public int Patience { get; init; }

    /// <summary>The watched value must improve by more than this to count against patience, 0 or more. Default 0.</summary>
    public double MinDelta { get; init; }

    /// <summary>The value on the validation part that picks the best epoch. Default <see cref="WatchedValue.Loss"/>.</summary>
    public WatchedValue Watch { get; init; }

    /// <summary>Whether the model takes the weights of the best validation epoch (ties to the later) instead of the last. Default true.</summary>
    public bool RestoreBest { get; init; } = true;

    /// <summary>Which weights are validated and become the model. Default those of the last step.</summary>
    public WeightAveraging Averaging { get; init; }

    /// <summary>Decay of the exponential mean per step, 0 to below 1. Default 0.999. Ignored by the others.</summary>
    public float AverageDecay { get; init; } = 0.999f;

    /// <summary>Part of the horizon after which epochs join the stochastic average, 0 to below 1. Default 0.75. Ignored by the others.</summary>
    public double AverageFrom { get; init; } = 0.75;

    /// <summary>Seed of start weights, row order, dropout and noise. Default 0.</summary>
    public int Seed { get; init; }

    /// <summary>Threads that share one step, 1 to 64. Results are the same, bit for bit, for the same number. Default 1.</summary>
    public int Threads { get; init; } = 1;
}
