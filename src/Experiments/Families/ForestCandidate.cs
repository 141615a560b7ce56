using MLNetTuning.Experiments.Features;
using MLNetTuning.Trainers;
using MLNetTuning.Trainers.Boosting;
using MLNetTuning.Trainers.Portable;

namespace MLNetTuning.Experiments.Families;

/// <summary>Extremely randomised trees, or a random forest.</summary>
internal sealed record ForestCandidate : Candidate
{
    private const int FewestTrees = 50;

    public int Trees { get; init; } = 200;

    public int MinRowsPerLeaf { get; init; } = 2;

    /// <summary>The share of columns a node looks at; 0 for the usual one of the task.</summary>
    public double ColumnSampling { get; init; }

    public bool ExtraTrees { get; init; } = true;

    public override ModelFamily Family => ModelFamily.Forest;

    public override string Trainer => ExtraTrees ? "ExtraTrees" : "RandomForest";

    public override IReadOnlyList<KeyValuePair<string, string>> Settings =>
        [Fitting.Setting("trees", Trees), Fitting.Setting("rows", MinRowsPerLeaf), Fitting.Setting("columnSampling", ColumnSampling), new("log", LogTarget ? "yes" : "no")];

    public override FoldFit Fit(FoldTable fold, FitContext context)
    {
        var task = fold.Label.Task;
        var options = new ForestOptions
        {
            Task = task,
            Classes = task == PredictionTask.Multiclass ? fold.Label.Outputs : 0,
            Trees = context.Share < 1 ? (int)Math.Clamp(Math.Round(context.Share * Trees), Math.Min(FewestTrees, Trees), Trees) : Trees,
            MinRowsPerLeaf = MinRowsPerLeaf,
            Columns = fold.Chosen,
            ColumnSamplingByNode = ColumnSampling == 0 ? null : ColumnSampling,
            ExtraTrees = ExtraTrees,
            Bootstrap = !ExtraTrees,
            Categorical = fold.Categorical.Length > 0 ? fold.Categorical : null,
            Seed = Seed,
            Threads = context.Threads,
            IsOver = context.IsOver,
        };
        var model = new ForestTrainer().Fit(options, Fitting.Labelled(fold.Train, LogTarget), context.Cancellation);
        var link = task == PredictionTask.Regression ? Fitting.LinkOf(fold.Label, LogTarget) : PortableLink.Probabilities;
        return Fitting.Single(new TreePredictor(model, link), fold);
    }

    public override Candidate Move(Random random) => this with
    {
        Seed = random.Next(),
        ExtraTrees = random.Next(4) == 0 ? !ExtraTrees : ExtraTrees,
        MinRowsPerLeaf = (int)Math.Round(Fitting.MoveLog(random, MinRowsPerLeaf, 1, 20)),
        ColumnSampling = Fitting.Move(random, ColumnSampling == 0 ? 0.5 : ColumnSampling, 0.1, 1),
    };
}
