using MLNetTuning.Experiments.Features;
using MLNetTuning.Trainers;
using MLNetTuning.Trainers.Engines;
using MLNetTuning.Trainers.Networks;
using MLNetTuning.Trainers.Portable;
using MLNetTuning.Trainers.Training;

namespace MLNetTuning.Experiments.Families;

/// <summary>A dense network; how long it trains, the folds' mean validation loss at points of its schedule tells.</summary>
internal sealed record NetworkCandidate : Candidate
{
    private const int Parts = 15;

    // coslog4 is annealed after 1, 3, 7 and 15 fifteenths; towards the end it falls all the way.
    private static readonly int[] _points = [1, 3, 5, 7, 10, 12, 13, 14, 15];

    public NetworkKind Kind { get; init; }

    public int Width { get; init; } = 256;

    /// <summary>The horizon; 0 before it is planned.</summary>
    public int Epochs { get; init; }

    /// <summary>Factor of the published learning rate.</summary>
    public double Rate { get; init; } = 1;

    public double Dropout { get; init; } = 0.15;

    /// <summary>The epochs at which it is judged.</summary>
    public IReadOnlyList<int> Checkpoints => [.. _points.Select(point => Math.Max(1, (int)Math.Round((double)point * Epochs / Parts))).Distinct()];

    /// <summary>Standard deviation of the embeddings' frequencies.</summary>
    public double Sigma { get; init; } = 0.1;

    public override ModelFamily Family => ModelFamily.Network;

    public override string Trainer => Kind switch
    {
        NetworkKind.RealMlp => "RealMlp",
        NetworkKind.RealMlpPle => "RealMlpPle",
        NetworkKind.Plain => "DenseNetwork",
        _ => "TabMMini",
    };

    public override IReadOnlyList<KeyValuePair<string, string>> Settings =>
    [
        Fitting.Setting("width", Width), Fitting.Setting("epochs", Epochs), Fitting.Setting("rate", Rate), Fitting.Setting("dropout", Dropout), Fitting.Setting("sigma", Sigma),
        new("log", LogTarget ? "yes" : "no"),
    ];

    public override FoldFit Fit(FoldTable fold, FitContext context)
    {
        var encoded = Encoded(fold);
        var (spec, options) = RecipeFor(fold, encoded.Encoder.Inputs);
        options = options with { Epochs = Epochs, Seed = Seed, Threads = context.Threads };
        using var session = new ManagedEngine().Start(spec, options, Fitting.Labelled(encoded.Train, LogTarget), null);
        List<double> losses = [];
        List<FoldModel> models = [];
        if (context.Earlier is { Checkpoint: { } checkpoint } earlier)
        {
            session.Restore(checkpoint);
            losses.AddRange(earlier.Losses);
            models.AddRange(Enumerable.Range(0, losses.Count).Select(earlier.At));
        }

        var last = context.Share < 1 ? Math.Max(1, (int)Math.Round(context.Share * Epochs)) : Epochs;
        foreach (var epoch in Checkpoints.Skip(losses.Count).TakeWhile(epoch => epoch <= last))
        {
            var goesOn = true;
            while (goesOn && session.Epoch < epoch && !session.IsFinished && (!context.IsLate() || (context.MustShow && losses.Count == 0)))
            {
                goesOn = context.Completes(late => session.RunEpoch(late), losses.Count > 0);
            }

            if (session.Epoch < epoch || session.IsDiverged)
            {
                break;
            }

            var model = Model(session, fold);
            losses.Add(TaskLoss.Mean(fold.Label.Task, model.Predictions, fold.Validation.Labels));
            models.Add(model);
        }

        if (losses.Count == 0 && !session.IsDiverged)
        {
            throw new OperationCanceledException("The time was over before the network had learnt anything.");
        }

        return losses.Exists(double.IsFinite)
            ? new FoldFit(losses, length => models[length]) { Checkpoint = context.Share < 1 && !session.IsDiverged ? session.Checkpoint() : null }
            : throw new InvalidOperationException("The network's loss diverged.");
    }

    public override Candidate Move(Random random) => this with
    {
        Seed = random.Next(),
        Rate = Fitting.MoveLog(random, Rate, 0.25, 4),
        Dropout = random.Next(2) == 0 ? Dropout : Fitting.Move(random, Dropout, 0, 0.5),
        Sigma = random.Next(2) == 0 || Kind != NetworkKind.RealMlp ? Sigma : Fitting.MoveLog(random, Sigma, 0.02, 1),
    };

    /// <summary>Core seconds a training row costs in one epoch, measured on at most so many rows.</summary>
    /// <param name="fold">The rows.</param>
    /// <param name="rows">Most rows to measure on.</param>
    /// <param name="context">Threads and time.</param>
    /// <param name="clock">The clock.</param>
    public double Measure(FoldTable fold, int rows, FitContext context, TimeProvider clock)
    {
        var encoded = Encoded(fold);
        var data = Fitting.Labelled(encoded.Train, LogTarget);
        var count = Math.Min(rows, data.Rows);
        var sample = data.Select(Enumerable.Range(0, count).ToArray());
        var (spec, options) = RecipeFor(fold, encoded.Encoder.Inputs);
        using var session = new ManagedEngine().Start(spec, options with { Epochs = 3, Seed = Seed, Threads = context.Threads }, sample, null);
        session.RunEpoch(context.Late);
        var start = clock.GetTimestamp();
        session.RunEpoch(context.Late);
        return clock.GetElapsedTime(start).TotalSeconds / count;
    }

    private NetworkRecipe RecipeFor(FoldTable fold, NetworkInputs inputs)
    {
        var task = fold.Label.Task;
        var outputs = fold.Label.Outputs;
        var (spec, options) = Kind switch
        {
            NetworkKind.TabM => NetworkRecipe.TabM(task, inputs, outputs, EnsembleKind.TabMMini),
            NetworkKind.RealMlpPle => NetworkRecipe.RealMlpPle(task, inputs, outputs),
            _ => NetworkRecipe.RealMlp(task, inputs, outputs),
        };
        var blocks = spec.Blocks.Select(block => block with { Width = Width, Dropout = (float)Dropout });
        spec = Kind switch
        {
            NetworkKind.Plain => spec with { Blocks = [.. blocks.Select(block => block with { Activation = Activation.Mish })], NumericEmbedding = null },
            NetworkKind.TabM => spec with { Blocks = [.. blocks], Members = 8 },
            _ => spec with { Blocks = [.. blocks], NumericEmbedding = spec.NumericEmbedding is { } embedding ? embedding with { Sigma = (float)Sigma } : null },
        };
        return new NetworkRecipe(spec, options with
        {
            LearningRate = options.LearningRate * (float)Rate,
            LabelSmoothing = 0,
            Patience = 0,
            RestoreBest = false,
            Schedule = Kind == NetworkKind.TabM ? LearningRateSchedule.FlatCosine : options.Schedule,
            BatchSize = fold.Train.Rows < 1024 ? 64 : fold.Train.Rows < 8192 ? 128 : 256,
        });
    }

    // Piecewise linear embeddings expect what they were published with.
    private EncodedFold Encoded(FoldTable fold) => Kind is NetworkKind.TabM or NetworkKind.RealMlpPle ? fold.Ranked : fold.Scaled;

    private FoldModel Model(TrainingSession session, FoldTable fold)
    {
        var network = session.CreateModel();
        var predictor = new NetworkPredictor(network, Encoded(fold).Encoder, Fitting.LinkOf(fold.Label, LogTarget));
        return new FoldModel(predictor, Fitting.Predict(predictor, fold.Validation.Features, fold.Label.Task));
    }
}
