using MLNetTuning.Experiments.Families;
using MLNetTuning.Experiments.Running;
using MLNetTuning.Experiments.Tuning;

namespace MLNetTuning.Experiments.Reports;

/// <summary>The configurations of one family that succeeded, best first.</summary>
internal sealed record FamilyTraces(ModelFamily Family, IReadOnlyList<TrialTrace> Traces)
{
    public string Name => NameOf(Family);

    /// <summary>Its colour in drawings.</summary>
    public string Color => ColorOf(Family);

    public static string NameOf(ModelFamily family) => family switch
    {
        ModelFamily.Linear => "Linear models",
        ModelFamily.Boosting => "Boosted trees",
        ModelFamily.Forest => "Forests",
        _ => "Networks",
    };

    public static string ColorOf(ModelFamily family) => family switch
    {
        ModelFamily.Linear => "c2",
        ModelFamily.Boosting => "c0",
        ModelFamily.Forest => "c3",
        _ => "c1",
    };

    /// <summary>The family of a trainer by its name on the leaderboard.</summary>
    public static ModelFamily FamilyOf(string trainer) => trainer switch
    {
        "Linear" => ModelFamily.Linear,
        "BoostedTrees" => ModelFamily.Boosting,
        "ExtraTrees" or "RandomForest" => ModelFamily.Forest,
        _ => ModelFamily.Network,
    };

    /// <summary>The families of a result.</summary>
    public static IReadOnlyList<FamilyTraces> Of(ExperimentResult result)
    {
        var sign = TuningMetrics.HigherIsBetter(result.Metric) ? -1 : 1;
        return [.. result.Details.Traces.GroupBy(trace => trace.Candidate.Family).OrderBy(group => group.Key)
            .Select(group => new FamilyTraces(group.Key, [.. group.OrderBy(trace => sign * trace.Trial.Score)]))];
    }
}
