using MLNetTuning.Trainers.Networks;
using MLNetTuning.Trainers.Serialization;
using MLNetTuning.Trainers.Training;

namespace MLNetTuning.Trainers.Engines;

/// <summary>
/// One network in training: run it epoch by epoch, pause it, save it, go on in another process, change its settings between epochs.
/// Belongs to one thread at a time.
/// </summary>
public abstract class TrainingSession : IDisposable
{
    private const string Magic = "MLNTCKPT";
    private const string What = "a training checkpoint";
    private const int Version = 3;
    private readonly TimeProvider _clock;
    private SessionState _state;

    private protected TrainingSession(NetworkSpec spec, TrainingOptions options, TrainingParts parts, TimeProvider clock)
    {
        Spec = spec;
        Options = options;
        Parts = parts;
        _clock = clock;
        _state = new SessionState
        {
            LearningRate = options.LearningRate,
            WeightDecay = options.WeightDecay,
            Momentum = options.Momentum,
            Seed = options.Seed,
        };
    }

    /// <summary>What the network is.</summary>
    public NetworkSpec Spec { get; }

    /// <summary>The options the session started with.</summary>
    public TrainingOptions Options { get; }

    /// <summary>What was made of options that do not suit the rows, and whether training diverged, in words; empty where there is nothing to say.</summary>
    public IReadOnlyList<string> Notes
    {
        get
        {
            List<string> notes = [];
            if (Options.BatchSize > Parts.Batches.BatchSize)
            {
                notes.Add(FormattableString.Invariant($"BatchSize is {Options.BatchSize}, but there are {Parts.Train.Rows} training rows: it was lowered to {Parts.Batches.BatchSize}."));
            }

            if (IsDiverged)
            {
                var kept = BestEpoch == 0 ? "those training started from" : FormattableString.Invariant($"those of epoch {BestEpoch}");
                notes.Add(FormattableString.Invariant($"Training diverged in epoch {Epoch}: a loss or weight was no longer finite. The weights kept are {kept}; a lower learning rate or ClipNorm helps."));
            }

            return notes;
        }
    }

    /// <summary>Epochs done.</summary>
    public int Epoch => _state.Epoch;

    /// <summary>Whether the horizon is reached, patience has run out or the loss diverged; no epoch can be run then.</summary>
    public bool IsFinished => _state.IsStopped || _state.IsDiverged || _state.Epoch >= Options.Epochs;

    /// <summary>Whether a loss or weight stopped being finite; the session then holds its best weights so far.</summary>
    public bool IsDiverged => _state.IsDiverged;

    /// <summary>The epoch of the best weights so far by what is watched, ties to the later; 0 before the first. Without a validation part, the last.</summary>
    public int BestEpoch => _state.BestEpoch;

    /// <summary>The validation loss of the best epoch so far, the lowest unless another value is watched; NaN without a validation part or before the first epoch.</summary>
    public double BestValidationLoss => _state.BestLoss;

    /// <summary>The highest learning rate, which the schedule scales. May be changed between epochs.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is not a finite number above 0.</exception>
    public float LearningRate
    {
        get => _state.LearningRate;
        set
        {
            Require(value > 0 && float.IsFinite(value), nameof(LearningRate), value, "a finite number above 0");
            _state.LearningRate = value;
        }
    }

    /// <summary>The weight decay. May be changed between epochs.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is not a finite number of 0 or more.</exception>
    public float WeightDecay
    {
        get => _state.WeightDecay;
        set
        {
            Require(value >= 0 && float.IsFinite(value), nameof(WeightDecay), value, "a finite number of 0 or more");
            _state.WeightDecay = value;
        }
    }

    /// <summary>The watched value of the best epoch so far (<see cref="TrainingOptions.Watch"/>); NaN without a validation part or before the first epoch.</summary>
    public double BestWatchedValue => Sign * _state.BestCost;

    /// <summary>The dropout of every block, or NaN (the default) for what the network says; the schedule scales it. May be changed between epochs.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is neither NaN nor from 0 to below 1.</exception>
    public float Dropout
    {
        get => _state.Dropout;
        set
        {
            Require(float.IsNaN(value) || value is >= 0 and < 1, nameof(Dropout), value, "0 to below 1, or NaN for what the network says");
            _state.Dropout = value;
        }
    }

    /// <summary>The momentum of SGD and RMSprop. May be changed between epochs; ignored by the other optimizers.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is not from 0 to below 1.</exception>
    public float Momentum
    {
        get => _state.Momentum;
        set
        {
            Require(value is >= 0 and < 1, nameof(Momentum), value, "0 to below 1");
            _state.Momentum = value;
        }
    }

    /// <summary>Rows of a step: what was asked for or the rule gave, lowered to the row count.</summary>
    public int BatchSize => Parts.Batches.BatchSize;

    private protected TrainingParts Parts { get; }

    private protected abstract string EngineName { get; }

    /// <summary>What plateaus have made of the learning rate.</summary>
    private protected double PlateauFactor => _state.PlateauFactor;

    /// <summary>Turns a watched value so that less is better, and back.</summary>
    private int Sign => WatchedMetric.IsHigherBetter(Options.Watch) ? -1 : 1;

    /// <summary>Seed of the row order and dropout; a restored session goes on with its checkpoint's.</summary>
    private protected int Seed => _state.Seed;

    /// <summary>Runs one epoch.</summary>
    /// <param name="cancellation">Checked between steps; a cancelled epoch is undone, so that the session can go on as if it had not begun.</param>
    /// <exception cref="InvalidOperationException">The session is finished.</exception>
    /// <exception cref="OperationCanceledException">Cancelled.</exception>
    public EpochReport RunEpoch(CancellationToken cancellation = default)
    {
        if (IsFinished)
        {
            throw new InvalidOperationException($"Training is finished after epoch {Epoch} of {Options.Epochs}{Reason()}; start a session with a longer horizon to go on.");
        }

        cancellation.ThrowIfCancellationRequested();
        var start = _clock.GetTimestamp();
        MarkState();
        var ((loss, rate), (validation, watched)) = TrainOrRollBack(cancellation);
        _state.Epoch++;
        var improved = Judge(loss, validation, watched);
        return new EpochReport(Epoch, loss, validation, rate, _clock.GetElapsedTime(start).TotalSeconds, improved)
        {
            WatchedValue = watched,
            GradientNorm = GradientNorm,
        };
    }

    /// <summary>Runs epochs until <paramref name="epoch"/> of them are done or the session is finished.</summary>
    /// <param name="epoch">Epochs to have been done, counted from the start of training.</param>
    /// <param name="cancellation">As for <see cref="RunEpoch"/>.</param>
    /// <returns>Epochs done.</returns>
    /// <exception cref="OperationCanceledException">Cancelled.</exception>
    public int RunTo(int epoch, CancellationToken cancellation = default)
    {
        while (Epoch < epoch && !IsFinished)
        {
            RunEpoch(cancellation);
        }

        return Epoch;
    }

    /// <summary>Everything needed to go on bit for bit: weights, moments, running statistics, settings, seed, epoch, best weights, patience.</summary>
    public byte[] Checkpoint()
    {
        using var stream = new MemoryStream();
        Frame.Write(stream, Magic, Version, writer =>
        {
            writer.Write(EngineName);
            SpecFormat.Write(writer, Spec);
            writer.Write((int)Options.Optimizer);
            writer.Write(Options.Epochs);
            writer.Write((int)Options.Averaging);
            writer.Write(Parts.TargetMean);
            writer.Write(Parts.TargetScale);
            writer.Write((int)Options.Parametrization);
            _state.Write(writer);
            WriteState(writer);
        });
        return stream.ToArray();
    }

    /// <summary>Takes over a checkpoint of a session of the same engine, network, optimizer, averaging, horizon and (of regressions) labels, with its settings and seed.</summary>
    /// <param name="checkpoint">What <see cref="Checkpoint"/> gave.</param>
    /// <exception cref="InvalidDataException">It is damaged or belongs to another network; the session is as it was.</exception>
    public void Restore(byte[] checkpoint)
    {
        ArgumentNullException.ThrowIfNull(checkpoint);
        using var stream = new MemoryStream(checkpoint);
        _state = Frame.Read(stream, Magic, Version, What, (reader, version) =>
        {
            if (version < Version)
            {
                throw new InvalidDataException($"This is {What} of format version {version}, which only the program that wrote it can go on from; this one needs version {Version}. Train again.");
            }

            CheckOrigin(reader);
            var state = SessionState.Read(reader);
            ReadState(reader);
            return state;
        });
    }

    /// <summary>Writes a checkpoint to a file; one that is there is replaced at once or not at all.</summary>
    /// <param name="path">The file.</param>
    /// <exception cref="IOException">It cannot be written; a file that was there is as it was.</exception>
    public void SaveCheckpoint(string path)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        WholeFile.Write(path, part => File.WriteAllBytes(part, Checkpoint()));
    }

    /// <summary>Takes over a checkpoint from a file, as <see cref="Restore"/> does.</summary>
    /// <param name="path">The file.</param>
    /// <exception cref="IOException">It cannot be read.</exception>
    /// <exception cref="InvalidDataException">It is damaged or belongs to another network; the session is as it was.</exception>
    public void RestoreCheckpoint(string path)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        Restore(File.ReadAllBytes(path));
    }

    /// <summary>A model of the best weights, or of the last if <see cref="TrainingOptions.RestoreBest"/> is off. May be called at any time; training can go on.</summary>
    public NetworkModel CreateModel() => new(CopyWeights(best: Options.RestoreBest || IsDiverged));

    /// <summary>
    /// Measures the network as it stands, and as it is validated (averaged where <see cref="TrainingOptions.Averaging"/> says so), on any rows: the training part, say, beside the
    /// validation part; where training diverged, its best weights. Training is not touched.
    /// </summary>
    /// <param name="data">Rows like those trained on.</param>
    /// <exception cref="ArgumentException">The rows do not fit the network; the message says where.</exception>
    public NetworkEvaluation Evaluate(TrainingData data)
    {
        ArgumentNullException.ThrowIfNull(data);
        DataChecks.Check(Spec, data, "evaluated");
        return NetworkEvaluation.Of(CopyWeights(best: IsDiverged), data, Options);
    }

    /// <summary>Frees what the session holds. Models made from it stay.</summary>
    public void Dispose()
    {
        Dispose(true);
        GC.SuppressFinalize(this);
    }

    /// <summary>Trains one epoch at the session's settings; gives the mean loss, not finite when it diverged, and the last rate.</summary>
    private protected abstract (double Loss, double LearningRate) TrainEpoch(CancellationToken cancellation);

    /// <summary>Mean loss and watched value on the validation part.</summary>
    private protected abstract (double Loss, double Watched) Validate();

    /// <summary>Length of the gradient at the last step, or NaN.</summary>
    private protected virtual double GradientNorm => double.NaN;

    /// <summary>Notes the state at the start of an epoch.</summary>
    private protected abstract void MarkState();

    /// <summary>Goes back to the noted state.</summary>
    private protected abstract void RollBack();

    /// <summary>Notes the present weights as the best.</summary>
    private protected abstract void KeepBest();

    private protected abstract void WriteState(BinaryWriter writer);

    /// <summary>Reads all, then takes it over; changes nothing when reading fails.</summary>
    private protected abstract void ReadState(BinaryReader reader);

    private protected abstract NetworkWeights CopyWeights(bool best);

    /// <summary>Frees what the engine holds.</summary>
    /// <param name="disposing">Whether called by <see cref="Dispose()"/>.</param>
    private protected abstract void Dispose(bool disposing);

    private static void Require(bool condition, string name, float value, string allowed)
    {
        if (!condition)
        {
            throw new ArgumentOutOfRangeException(name, value, $"{name} must be {allowed}.");
        }
    }

    private string Reason() => _state.IsDiverged ? " (the loss diverged)" : _state.IsStopped ? " (patience ran out)" : string.Empty;

    private ((double Loss, double LearningRate) Trained, (double Loss, double Watched) Validated) TrainOrRollBack(CancellationToken cancellation)
    {
        try
        {
            var trained = TrainEpoch(cancellation);
            return (trained, !double.IsFinite(trained.Loss) || Parts.Validation is null ? (double.NaN, double.NaN) : Validate());
        }
        catch
        {
            RollBack();
            throw;
        }
    }

    private bool Judge(double loss, double validation, double watched)
    {
        if (!double.IsFinite(loss) || (Parts.Validation is not null && !double.IsFinite(validation)))
        {
            RollBack();
            _state.IsDiverged = true;
            return false;
        }

        var improved = _state.Judge(validation, Sign * watched, Options);
        if (improved)
        {
            KeepBest();
        }

        return improved;
    }

    private void CheckOrigin(BinaryReader reader)
    {
        var engine = reader.ReadString();
        var spec = SpecFormat.Read(reader, SpecFormat.Version);
        var optimizer = (OptimizerKind)reader.ReadInt32();
        var epochs = reader.ReadInt32();
        var averaging = (WeightAveraging)reader.ReadInt32();
        var (mean, scale) = (reader.ReadDouble(), reader.ReadDouble());
        var parametrization = (Parametrization)reader.ReadInt32();
        Match(engine == EngineName, $"the engine '{engine}'", $"'{EngineName}'");
        Match(WithoutDropout(spec) == WithoutDropout(Spec), $"the network {spec}", $"{Spec}; sizes, activations and batch norm must agree");
        Match(optimizer == Options.Optimizer, $"the optimizer {optimizer}", $"{Options.Optimizer}");
        Match(averaging == Options.Averaging, $"weight averaging {averaging}", $"{Options.Averaging}");
        Match(parametrization == Options.Parametrization, $"the parametrization {parametrization}", $"{Options.Parametrization}");
        Match(epochs == Options.Epochs, $"a horizon of {epochs} epochs", $"{Options.Epochs}");

        // The weights are in units of the labels they were trained on.
        var same = mean.Equals(Parts.TargetMean) && scale.Equals(Parts.TargetScale);
        Match(same, FormattableString.Invariant($"labels around {mean} by {scale}"), FormattableString.Invariant($"labels around {Parts.TargetMean} by {Parts.TargetScale}"));
    }

    // Dropout may be changed between epochs, so a checkpoint fits whatever it was.
    private static NetworkSpec WithoutDropout(NetworkSpec spec) => spec with { Blocks = [.. spec.Blocks.Select(b => b with { Dropout = 0 })] };

    private static void Match(bool same, string theirs, string ours)
    {
        if (!same)
        {
            throw new InvalidDataException($"The checkpoint is of {theirs}, but this session has {ours}. Start a session like the one that made it.");
        }
    }
}
