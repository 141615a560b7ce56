using MLNetTuning.Experiments.Families;
using MLNetTuning.Experiments.Running;
using MLNetTuning.Sweepers.Importance;
using MLNetTuning.Sweepers.Schedulers;
using MLNetTuning.Sweepers.Studies;

namespace MLNetTuning.Experiments.Reports;

/// <summary>Which settings of a family made its trials differ.</summary>
internal static class SettingImportance
{
    private const int FewestTrials = 8;
    private const double LeastShare = 0.01;

    /// <summary>The shares of a family's settings, most important first; empty where there are too few trials or no difference.</summary>
    public static IReadOnlyList<(string Name, double Share)> Of(ModelFamily family, IReadOnlyList<TrialTrace> traces, int seed)
    {
        if (traces.Count < FewestTrials || traces.Select(trace => trace.Trial.Score).Distinct().Count() < 2)
        {
            return [];
        }

        Trial[] trials = [.. traces.Select((trace, i) => new Trial
        {
            Id = i,
            Configuration = CandidateSpace.ToConfiguration(trace.Candidate, family),
            ConfigurationIndex = i,
            Slot = new TrialSlot { Budget = 1, Horizon = 1 },
            State = TrialState.Completed,
            Value = trace.Trial.Score,
        })];
        var report = ImportanceReport.Of(CandidateSpace.SpaceOf(family), trials, new ImportanceOptions { PairsAmong = 0, Ranks = true, Seed = seed });
        var prefix = CandidateSpace.Prefix(family);
        return [.. report.Singles.Where(single => single.Share >= LeastShare)
            .Select(single => (single.Names[0].StartsWith(prefix, StringComparison.Ordinal) ? single.Names[0][prefix.Length..] : single.Names[0], single.Share))];
    }
}
