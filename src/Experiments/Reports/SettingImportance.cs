using MLNetTuning.Experiments.Families;
using MLNetTuning.Experiments.Running;
using MLNetTuning.Sweepers.Importance;
using MLNetTuning.Sweepers.Schedulers;
using MLNetTuning.Sweepers.Spaces;
using MLNetTuning.Sweepers.Studies;

namespace MLNetTuning.Experiments.Reports;

/// <summary>Which settings made trials differ.</summary>
internal static class SettingImportance
{
    private const int FewestTrials = 8;
    private const double LeastShare = 0.01;
    private const int MostOfAll = 12;

    /// <summary>The shares of all settings over all families, the kind of model among them; empty where there are too few trials, or one family only.</summary>
    public static IReadOnlyList<(string Name, double Share)> OfAll(IReadOnlyList<TrialTrace> traces, int seed)
    {
        if (traces.Count < 2 * FewestTrials || traces.Select(trace => trace.Candidate.Family).Distinct().Count() < 2)
        {
            return [];
        }

        // The seed is no choice, and epochs follow from the time there is.
        var space = new SearchSpace(CandidateSpace.Space.Parameters.Where(parameter => parameter.Name is not ("seed" or "network_epochs")));
        var report = Report(space, traces, candidate => new Configuration(CandidateSpace.ToConfiguration(candidate).Where(value => space.TryGet(value.Key, out _))), seed);
        return [.. report.Singles.Where(single => single.Share >= LeastShare).Take(MostOfAll).Select(single => (SettingNames.Long(single.Names[0]), single.Share))];
    }

    /// <summary>The shares of a family's settings, most important first; empty where there are too few trials or no difference.</summary>
    public static IReadOnlyList<(string Name, double Share)> Of(ModelFamily family, IReadOnlyList<TrialTrace> traces, int seed)
    {
        if (traces.Count < FewestTrials || traces.Select(trace => trace.Trial.Score).Distinct().Count() < 2)
        {
            return [];
        }

        var report = Report(CandidateSpace.SpaceOf(family), traces, candidate => CandidateSpace.ToConfiguration(candidate, family), seed);
        return [.. report.Singles.Where(single => single.Share >= LeastShare).Select(single => (SettingNames.Short(single.Names[0]), single.Share))];
    }

    private static ImportanceReport Report(SearchSpace space, IReadOnlyList<TrialTrace> traces, Func<Candidate, Configuration> point, int seed)
    {
        Trial[] trials = [.. traces.Select((trace, i) => new Trial
        {
            Id = i,
            Configuration = point(trace.Candidate),
            ConfigurationIndex = i,
            Slot = new TrialSlot { Budget = 1, Horizon = 1 },
            State = TrialState.Completed,
            Value = trace.Trial.Score,
        })];
        return ImportanceReport.Of(space, trials, new ImportanceOptions { PairsAmong = 0, Ranks = true, Seed = seed });
    }
}
