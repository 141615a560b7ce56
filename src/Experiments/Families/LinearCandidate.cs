using MLNetTuning.Experiments.Features;
using MLNetTuning.Trainers;
using MLNetTuning.Trainers.Linear;
using MLNetTuning.Trainers.Portable;

namespace MLNetTuning.Experiments.Families;

/// <summary>Logistic, softmax or ridge regression on scaled columns.</summary>
internal sealed record LinearCandidate : Candidate
{
    private const int MostIterations = 200;
    private const int FewestIterations = 30;

    /// <summary>Operations a fit may take, some seconds of one core.</summary>
    private const double MostOperations = 1e10;

    /// <summary>What an exponential costs, in multiplications.</summary>
    private const double LinkOperations = 20;

    /// <summary>Numbers that the solver may remember of its steps.</summary>
    private const double MostRemembered = 2e7;
    private const int UsualMemory = 20;
    private const int LeastMemory = 3;
    private const double LowestPenalty = 0.01;
    private const double HighestPenalty = 300;

    /// <summary>The L2 penalty. Of a wide table only one above those that searches draw lets it read all columns; else it reads those that say most on their own.</summary>
    public double L2 { get; init; } = 1;

    public override ModelFamily Family => ModelFamily.Linear;

    public override string Trainer => "Linear";

    public override IReadOnlyList<KeyValuePair<string, string>> Settings => [Fitting.Setting("l2", L2)];

    public override FoldFit Fit(FoldTable fold, FitContext context)
    {
        if (context.Earlier is { } same)
        {
            // Its fit has one length only: the first one answers for all.
            return same;
        }

        var encoded = L2 > HighestPenalty ? fold.Shown : fold.ShownChosen;
        var data = Fitting.Labelled(encoded.Train, LogTarget);
        var options = new LinearOptions
        {
            L1 = 0,
            L2 = L2,
            Threads = context.Threads,
            MaxIterations = Iterations(encoded.Train, fold.Label.Outputs),
            Tolerance = 1e-6,
            MemorySize = (int)Math.Clamp(MostRemembered / ((double)encoded.Train.Features.Columns * fold.Label.Outputs), LeastMemory, UsualMemory),
            IsOver = context.IsOver,
        };
        var model = fold.Label.Task switch
        {
            PredictionTask.Binary => LogisticRegression.Fit(options, data, context.Cancellation),
            PredictionTask.Multiclass => SoftmaxRegression.Fit(options, fold.Label.Outputs, data, context.Cancellation),
            _ => RidgeRegression.Fit(options, data, context.Cancellation),
        };
        return Fitting.Single(new LinearPredictor(model, encoded.Encoder, Fitting.LinkOf(fold.Label, LogTarget)), fold, model.EndedEarly);
    }

    /// <summary>As many as are affordable: with a thousand classes each takes long.</summary>
    private static int Iterations(TrainingData data, int outputs) => (int)Math.Clamp(
        MostOperations / (data.Features.Rows * (double)outputs * ((2.0 * data.Features.Columns) + LinkOperations)), FewestIterations, MostIterations);

    public override Candidate Move(Random random) => this with { L2 = Fitting.MoveLog(random, L2, LowestPenalty, HighestPenalty) };
}
