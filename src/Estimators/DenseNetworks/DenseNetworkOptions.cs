using MLNetTuning.Trainers;
using MLNetTuning.Trainers.Encoding;
using MLNetTuning.Trainers.Engines;
using MLNetTuning.Trainers.Networks;
using MLNetTuning.Trainers.Training;

namespace MLNetTuning.Estimators.DenseNetworks;

/// <summary>The settings of a dense network for tables.</summary>
public sealed record DenseNetworkOptions
{
    private readonly int? _epochs;
    private readonly int? _patience;

    /// <summary>
    /// A published network, or <see cref="DenseNetworkPreset.Custom"/> (the default) for these options' own. With one, of the options only <see cref="HiddenLayers"/>,
    /// <see cref="Members"/>, <see cref="BatchSize"/> (where set), <see cref="Epochs"/>, <see cref="Horizon"/>, <see cref="Patience"/>,
    /// <see cref="ValidationFraction"/>, <see cref="ClassWeights"/>, <see cref="BalanceClasses"/>, <see cref="Standardize"/>, <see cref="Encoding"/>, seed and threads count;
    /// another that is not at its default is refused.
    /// </summary>
    public DenseNetworkPreset Preset { get; init; }

    /// <summary>Members of the preset's network, 1 to 256, or 0 (the default) for the preset's own. With a preset only.</summary>
    public int Members { get; init; }

    /// <summary>The widths of the hidden layers, first to last, each 1 to 65,536; null (the default) for <see cref="Depth"/> layers of <see cref="Width"/>. Empty for none.</summary>
    public IReadOnlyList<int>? HiddenLayers { get; init; }

    /// <summary>Width of each hidden layer, 1 to 65,536. Default 128. Not beside <see cref="HiddenLayers"/>.</summary>
    public int Width { get; init; } = DenseNetworkDefaults.Width;

    /// <summary>Number of hidden layers, 0 to 64. Default 2. Not beside <see cref="HiddenLayers"/>.</summary>
    public int Depth { get; init; } = DenseNetworkDefaults.Depth;

    /// <summary>The function after each hidden layer. Default SiLU.</summary>
    public Activation Activation { get; init; } = DenseNetworkDefaults.Activation;

    /// <summary>Share of hidden values put to 0 in training, 0 to below 1. Default 0.1.</summary>
    public float Dropout { get; init; } = DenseNetworkDefaults.Dropout;

    /// <summary>Whether each hidden layer is normalised over the batch. Default true.</summary>
    public bool BatchNorm { get; init; } = DenseNetworkDefaults.BatchNorm;

    /// <summary>How weights follow gradients. Default AdamW.</summary>
    public OptimizerKind Optimizer { get; init; } = DenseNetworkDefaults.Optimizer;

    /// <summary>The highest learning rate, above 0. Default 0.002.</summary>
    public float LearningRate { get; init; } = DenseNetworkDefaults.LearningRate;

    /// <summary>Momentum of SGD and RMSprop, 0 to below 1. Default 0.9. Not with the others.</summary>
    public float Momentum { get; init; } = 0.9f;

    /// <summary>Whether SGD uses Nesterov's momentum. Default true. Ignored by the others.</summary>
    public bool Nesterov { get; init; } = true;

    /// <summary>Weight decay, 0 or more. Default 0.01.</summary>
    public float WeightDecay { get; init; } = DenseNetworkDefaults.WeightDecay;

    /// <summary>How the learning rate runs from the first epoch to the horizon. Default cosine.</summary>
    public LearningRateSchedule Schedule { get; init; } = DenseNetworkDefaults.Schedule;

    /// <summary>Rows per step; 0 (the default) for a power of two by the number of rows.</summary>
    public int BatchSize { get; init; }

    /// <summary>Passes over the rows, 1 or more. Default 64; with a preset its own (RealMlp 256, TabM 1000 with patience, Simple 100). A <see cref="TrialContext"/> with a budget overrides it.</summary>
    public int Epochs
    {
        get => _epochs ?? PresetPlan.Published(Preset)?.Epochs ?? DenseNetworkDefaults.Epochs;
        init => _epochs = value;
    }

    /// <summary>The epoch at which the schedule ends; 0 (the default) for <see cref="Epochs"/>. A <see cref="TrialContext"/> with a horizon overrides it.</summary>
    public int Horizon { get; init; }

    /// <summary>
    /// Epochs without a better validation loss after which training ends; 0 to never end early. Default 16; with a preset its own (TabM 16, the others 0).
    /// Ignored without a validation part.
    /// </summary>
    public int Patience
    {
        get => _patience ?? PresetPlan.Published(Preset)?.Patience ?? DenseNetworkDefaults.Patience;
        init => _patience = value;
    }

    /// <summary>
    /// Share of the rows set aside, by class, to watch and to pick the best epoch, 0 (none) to below 1. Default 0.15. Ignored when Fit is given a
    /// validation part, and below 40 rows, where none is set aside.
    /// </summary>
    public double ValidationFraction { get; init; } = DenseNetworkDefaults.ValidationFraction;

    /// <summary>Share of each label spread over all classes, 0 to below 1. Default 0. For classifiers only.</summary>
    public float LabelSmoothing { get; init; }

    /// <summary>
    /// A weight of each class, in the order of the label's classes (false, true for binary), that multiplies its rows' in training, above 0; null (the default) for
    /// all 1. For classifiers only.
    /// </summary>
    public IReadOnlyList<float>? ClassWeights { get; init; }

    /// <summary>Whether all classes weigh alike in training: each class's rows are multiplied by rows / (classes x rows of the class). Default false. For classifiers only; not beside <see cref="ClassWeights"/>.</summary>
    public bool BalanceClasses { get; init; }

    /// <summary>Whether features are scaled (and missing ones filled) inside. Default true; without, features must be finite.</summary>
    public bool Standardize { get; init; } = true;

    /// <summary>How features are scaled. Default robust (median and quartiles) with a smooth clip. Not with <see cref="Standardize"/> false, nor beside <see cref="Encoding"/> or a preset.</summary>
    public FeatureScaling Scaling { get; init; } = DenseNetworkDefaults.Scaling;

    /// <summary>
    /// Bins by which each number column is also encoded piecewise linearly (<see cref="PiecewiseLinearEncoder"/>), 2 to 256, or 0 for none.
    /// Default 16. Fewer are made where rows or distinct values are few. Not with <see cref="Standardize"/> false, nor beside <see cref="Encoding"/> or a preset.
    /// </summary>
    public int NumericBins { get; init; } = DenseNetworkDefaults.NumericBins;

    /// <summary>
    /// How features become the network's inputs, column by column: which are codes of categories, up to how many levels those become one-hot columns (with more they are embedded),
    /// indicators of missing values, scaling. Takes the place of <see cref="Scaling"/> and <see cref="NumericBins"/>, or of a preset's own encoding. Null (the default) for those.
    /// Not with <see cref="Standardize"/> false. Numbers are embedded by <see cref="NetworkSpec.NumericEmbedding"/> (a preset's own, or by <see cref="AdjustNetwork"/>).
    /// </summary>
    public TableEncoderOptions? Encoding { get; init; }

    /// <summary>Seed of the split, weights, order of rows and dropout. Default 0.</summary>
    public int Seed { get; init; }

    /// <summary>Threads, 1 to 64. Default 1. The result depends on it in the last digits.</summary>
    public int Threads { get; init; } = 1;

    /// <summary>
    /// What trains the network; null (the default) for the managed engine. With a build that has torch, <c>TorchEngineFactory.Create(ml.GpuDeviceId, ml.FallbackToCpu)</c>
    /// trains where the context says. The model is the same kind either way and scores without torch.
    /// </summary>
    public IEngine? Engine { get; init; }

    /// <summary>
    /// Changes the network before it trains, where the options above do not reach: residuals, layer norm, a wide part, crosses. Given the network as the options
    /// make it, answers with the one to train, of the same task, inputs and outputs. Null (the default) for none.
    /// </summary>
    public Func<NetworkSpec, NetworkSpec>? AdjustNetwork { get; init; }

    /// <summary>
    /// Changes how the network trains, where the options above do not reach: losses, betas, penalties, norms, clipping, averaging of weights.
    /// Given the settings as the options make them, answers with those to train by, of the same number of epochs. Null (the default) for none.
    /// </summary>
    public Func<TrainingOptions, TrainingOptions>? AdjustTraining { get; init; }

    /// <summary>Ends fitting with an <see cref="OperationCanceledException"/>. Default: never.</summary>
    public CancellationToken CancellationToken { get; init; }

    /// <summary>Told of each epoch as it ends; null (the default) for nobody.</summary>
    public IProgress<EpochReport>? Progress { get; init; }

    /// <summary>The patience set, or 0 where it is the default's or the preset's.</summary>
    internal int PatienceGiven => _patience ?? 0;

    /// <summary>Checks all settings at once.</summary>
    /// <exception cref="ArgumentException">One or more settings are out of range, or would have no effect beside others; the message lists all of them.</exception>
    public void Validate()
    {
        var violations = new Violations(nameof(DenseNetworkOptions));
        violations.Inner(() => Training(Epochs, watched: true).Validate());
        violations.Inner(() => Network(PredictionTask.Binary, 1, 1).Validate());
        violations.Inner(() => Encoding?.Validate());
        violations.Require(Enum.IsDefined(Preset), $"Preset is {(int)Preset}; name a member of DenseNetworkPreset.");
        violations.That(Members is >= 0 and <= 256, nameof(Members), Members, "1 to 256, or 0 for the preset's own");
        violations.Require(
            Preset is not (DenseNetworkPreset.TabM or DenseNetworkPreset.TabMMini) || HiddenLayers is not { Count: 0 }, $"HiddenLayers is empty; the members of {Preset} need at least one layer.");
        violations.That(Depth >= 0, nameof(Depth), Depth, "0 to 64");
        violations.That(Horizon == 0 || Horizon >= Epochs, nameof(Horizon), Horizon, FormattableString.Invariant($"0, or {Epochs} (Epochs) or more"));
        violations.That(NumericBins is 0 or (>= 2 and <= 256), nameof(NumericBins), NumericBins, "0, or 2 to 256");
        violations.Require(!BalanceClasses || ClassWeights is null, "BalanceClasses is true beside ClassWeights; set one of them.");
        IdleSettings.Check(this, violations);
        violations.That(ValidationFraction is >= 0 and < 1, nameof(ValidationFraction), ValidationFraction, "0 to below 1");
        violations.ThrowIfAny();
    }

    /// <summary>Checks what depends on the task.</summary>
    /// <exception cref="ArgumentException">Something about classes is set, but there are no classes.</exception>
    internal void Check(PredictionTask task)
    {
        var set = BalanceClasses ? nameof(BalanceClasses) : ClassWeights is not null ? nameof(ClassWeights) : LabelSmoothing != 0 ? nameof(LabelSmoothing) : null;
        if (task == PredictionTask.Regression && set is not null)
        {
            throw new ArgumentException($"{nameof(DenseNetworkOptions)}: {set} is set, but a label of regression has no classes; leave it out.");
        }
    }

    internal NetworkSpec Network(PredictionTask task, int inputs, int outputs) =>
        NetworkSpec.Dense(task, inputs, outputs, [.. HiddenLayers ?? Enumerable.Repeat(Width, Math.Max(Depth, 0))], Activation, Dropout, BatchNorm);

    /// <param name="horizon">The epoch at which the schedule ends.</param>
    /// <param name="watched">Whether there is a validation part.</param>
    internal TrainingOptions Training(int horizon, bool watched) => new()
    {
        Optimizer = Optimizer,
        LearningRate = LearningRate,
        Momentum = Momentum,
        Nesterov = Nesterov,
        WeightDecay = WeightDecay,
        Schedule = Schedule,
        Epochs = horizon,
        BatchSize = BatchSize,
        LabelSmoothing = LabelSmoothing,
        Loss = new LossOptions { ClassWeights = ClassWeights },
        Patience = watched ? Patience : 0,
        Seed = Seed,
        Threads = Threads,
    };
}
