using MLNetTuning.Experiments.Features;
using MLNetTuning.Trainers;
using MLNetTuning.Trainers.Boosting;
using MLNetTuning.Trainers.Portable;

namespace MLNetTuning.Experiments.Families;

/// <summary>Gradient-boosted trees; how many, the folds' mean validation loss tells.</summary>
internal sealed record BoostingCandidate : Candidate
{
    /// <summary>Fewer trees flatter high learning rates.</summary>
    private const int FewestTrees = 50;

    public int Leaves { get; init; } = 31;

    public int MinRowsPerLeaf { get; init; } = 20;

    public double LearningRate { get; init; } = 0.06;

    public double RowSampling { get; init; } = 0.8;

    public double ColumnSampling { get; init; } = 0.8;

    public double L2 { get; init; } = 1;

    public bool ExtraTrees { get; init; }

    /// <summary>Most rounds.</summary>
    public int Trees { get; init; } = 1000;

    /// <summary>Rounds without a better validation loss after which a fold ends.</summary>
    public int Patience { get; init; } = 40;

    public override ModelFamily Family => ModelFamily.Boosting;

    public override string Trainer => "BoostedTrees";

    public override IReadOnlyList<KeyValuePair<string, string>> Settings =>
    [
        Fitting.Setting("leaves", Leaves), Fitting.Setting("rows", MinRowsPerLeaf), Fitting.Setting("rate", LearningRate), Fitting.Setting("rowSampling", RowSampling),
        Fitting.Setting("columnSampling", ColumnSampling), Fitting.Setting("l2", L2), new("extra", ExtraTrees ? "yes" : "no"), new("log", LogTarget ? "yes" : "no"),
    ];

    public override FoldFit Fit(FoldTable fold, FitContext context)
    {
        var session = new HistGradientBoosting().Start(
            OptionsFor(fold, context.Threads), Fitting.Labelled(fold.Train, LogTarget), Fitting.Labelled(fold.Validation, LogTarget), context.Late);
        if (context.Earlier?.Checkpoint is { } checkpoint)
        {
            session.Restore(checkpoint, context.Late);
        }

        Run(session, context);
        var model = session.CreateModel();
        var rounds = session.Trees;
        double[] losses = [.. session.ValidationLosses];
        return new FoldFit(losses, length =>
        {
            var predictor = new TreePredictor(length + 1 < rounds ? model.Truncate(length + 1) : model, Fitting.LinkOf(fold.Label, LogTarget));
            return new FoldModel(predictor, Fitting.Predict(predictor, fold.Validation.Features, fold.Label.Task));
        })
        {
            Checkpoint = context.Share < 1 ? session.Checkpoint() : null,
        };
    }

    public override Candidate Move(Random random)
    {
        var moved = this with { Seed = random.Next() };
        for (var change = 0; change < 3; change++)
        {
            moved = random.Next(5) switch
            {
                0 => moved with { Leaves = (int)Math.Round(Fitting.MoveLog(random, moved.Leaves, 4, Math.Max(128, 2 * moved.Leaves))) },
                1 => moved with { MinRowsPerLeaf = (int)Math.Round(Fitting.MoveLog(random, moved.MinRowsPerLeaf, 2, 100)) },
                2 => moved with { ColumnSampling = Fitting.Move(random, moved.ColumnSampling, 0.3, 1) },
                3 => moved with { RowSampling = Fitting.Move(random, moved.RowSampling, 0.5, 1) },
                _ => moved with { L2 = Fitting.MoveLog(random, moved.L2, 0.01, 30) },
            };
        }

        return moved;
    }

    private void Run(BoostingSession session, FitContext context)
    {
        var trees = context.Share < 1 ? (int)Math.Clamp(Math.Round(context.Share * Trees), Math.Min(FewestTrees, Trees), Trees) : Trees;
        var (best, lowest) = (0, double.PositiveInfinity);
        for (var round = 0; round < session.Trees; round++)
        {
            if (session.ValidationLosses[round] < lowest)
            {
                (best, lowest) = (round + 1, session.ValidationLosses[round]);
            }
        }

        // Of a thousand classes one round grows a thousand trees: it may end in the middle.
        while (session.Trees < trees && session.Trees - best < Patience && !(context.IsOver() && session.Trees > 0)
            && context.Completes(late => session.RunTo(session.Trees + 1, late), session.ValidationLosses.Count > 0))
        {
            if (session.ValidationLoss < lowest)
            {
                (best, lowest) = (session.Trees, session.ValidationLoss);
            }
        }
    }

    private BoostingOptions OptionsFor(FoldTable fold, int threads) => new()
    {
        Loss = fold.Label.Task switch
        {
            PredictionTask.Binary => BoostingLoss.Logistic,
            PredictionTask.Multiclass => BoostingLoss.Softmax,
            _ => BoostingLoss.SquaredError,
        },
        Classes = fold.Label.Task == PredictionTask.Multiclass ? fold.Label.Outputs : 0,
        Trees = Trees,
        Leaves = Leaves,
        MinRowsPerLeaf = MinRowsPerLeaf,
        LearningRate = LearningRate,
        RowSampling = RowSampling,
        Columns = fold.Chosen,
        ColumnSampling = ColumnSampling,
        L2 = L2,
        ExtraTrees = ExtraTrees,
        Categorical = fold.Categorical.Length > 0 ? fold.Categorical : null,
        CategorySmoothing = 20,
        Seed = Seed,
        Threads = threads,
    };
}
