using MLNetTuning.Estimators.Persistence;
using MLNetTuning.Experiments.Running;
using MLNetTuning.Experiments.Tuning;
using MLNetTuning.Trainers;
using MLNetTuning.Trainers.Portable;

namespace MLNetTuning.Experiments;

/// <summary>What an experiment found.</summary>
public sealed class ExperimentResult
{
    internal ExperimentResult(PortableModel portable, IReadOnlyList<ExperimentTrial> trials, IReadOnlyList<ExperimentMember> members, ResultDetails details)
    {
        (Portable, Trials, Members, Details) = (portable, trials, members, details);
        Model = new PortableTransformer(portable);
    }

    /// <summary>The task.</summary>
    public PredictionTask Task => Portable.Label.Task;

    /// <summary>What models were ranked by.</summary>
    public required TuningMetric Metric { get; init; }

    /// <summary>The metric of the whole model on rows none of its parts learnt from. It chose the parts, so it flatters; see <see cref="ExpectedScore"/>.</summary>
    public required double ValidationScore { get; init; }

    /// <summary>
    /// The metric expected on rows of your own: its mean over folds, of ensembles made again from the rows outside each; null where rows are too few for folds.
    /// </summary>
    public double? ExpectedScore { get; init; }

    /// <summary>The standard deviation of <see cref="ExpectedScore"/> over those folds; null with it.</summary>
    public double? ExpectedScoreDeviation { get; init; }

    /// <summary>What the model's log odds or log probabilities are divided by to make its probabilities honest; 1 where nothing was gained.</summary>
    public required float Temperature { get; init; }

    /// <summary>Splits each configuration was judged on.</summary>
    public required int Splits { get; init; }

    /// <summary>Rows with a label.</summary>
    public required int Rows { get; init; }

    /// <summary>What was noticed in the data, one sentence each.</summary>
    public required IReadOnlyList<string> Notes { get; init; }

    /// <summary>Time from the call to the model.</summary>
    public required TimeSpan Elapsed { get; init; }

    /// <summary>The numbers of the rows (among those with a label, from 0) that <see cref="ValidationPredictions"/> speaks of.</summary>
    public required IReadOnlyList<int> ValidationRows { get; init; }

    /// <summary>The labels of those rows: 0 or 1, the number of the class, or the value.</summary>
    public required IReadOnlyList<float> ValidationLabels { get; init; }

    /// <summary>What the model says of those rows, each by parts that did not see it: the probability of class 1, of each class, or the value.</summary>
    public required FloatMatrix ValidationPredictions { get; init; }

    /// <summary>The model as an ML.NET transformer; <c>ml.Model.Save</c> takes it.</summary>
    public PortableTransformer Model { get; }

    /// <summary>The model in its host-neutral form, for <see cref="PortableModelFile"/> and programs without ML.NET.</summary>
    public PortableModel Portable { get; }

    /// <summary>All configurations tried, in the order they ended; failed ones too.</summary>
    public IReadOnlyList<ExperimentTrial> Trials { get; }

    /// <summary>The configurations in the final average or stack, heaviest first.</summary>
    public IReadOnlyList<ExperimentMember> Members { get; }

    /// <summary>What was asked for.</summary>
    internal ExperimentSettings Settings { get; init; } = new();

    /// <summary>What a report tells beyond this.</summary>
    internal ResultDetails Details { get; }

    /// <summary>The configurations that succeeded, best first.</summary>
    public IReadOnlyList<ExperimentTrial> Leaderboard
    {
        get
        {
            var ranked = Trials.Where(trial => trial.Error is null && !trial.WasGivenUp);
            return [.. TuningMetrics.HigherIsBetter(Metric) ? ranked.OrderByDescending(trial => trial.Score) : ranked.OrderBy(trial => trial.Score)];
        }
    }
}
