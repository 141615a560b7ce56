using MLNetTuning.Experiments.Families;
using MLNetTuning.Experiments.Running;
using MLNetTuning.Sweepers.Spaces;

namespace MLNetTuning.Experiments.Sweeping;

/// <summary>
/// Where a sweeper draws an experiment's configurations from: the family is the root, its settings are active under it, within the ranges that serve on most
/// tables. It hangs on the rows and the settings alone, so that a study goes on in the same space.
/// </summary>
/// <remarks>A learning rate of trees is no parameter: where trees are the budget, few of them would flatter high rates.</remarks>
internal sealed class SweepSpace
{
    private const int ForestRows = 30_000;

    public SweepSpace(SearchRoom room)
    {
        ModelFamily[] families = [.. Enum.GetValues<ModelFamily>().Where(family => room.Settings.Families.HasFlag(Portfolio.KindOf(family)) && (family != ModelFamily.Forest || room.TrainRows <= ForestRows))];
        List<Parameter> parameters = [new ChoiceParameter(CandidateSpace.Family, [.. families.Select(family => (ParameterValue)family.ToString())])];
        if (Portfolio.IsSkewed(room.Label.Values, room.Label.Task))
        {
            parameters.Add(new BoolParameter(CandidateSpace.Log));
        }

        foreach (var family in families)
        {
            parameters.AddRange(Under(family));
        }

        Space = new SearchSpace(parameters);
    }

    public SearchSpace Space { get; }

    /// <summary>The candidate at a point; what the space does not vary is as it usually is.</summary>
    /// <param name="point">A point of the space.</param>
    /// <param name="seed">The candidate's seed.</param>
    /// <param name="epochs">A network's horizon; 0 for one still to be planned.</param>
    public static Candidate ToCandidate(Configuration point, int seed, int epochs)
    {
        Candidate usual = Enum.Parse<ModelFamily>(point.GetString(CandidateSpace.Family)) switch
        {
            ModelFamily.Linear => new LinearCandidate { Seed = seed },
            ModelFamily.Boosting => new BoostingCandidate { Seed = seed },
            ModelFamily.Forest => new ForestCandidate { Seed = seed },
            _ => new NetworkCandidate { Seed = seed, Epochs = epochs },
        };
        var rest = CandidateSpace.ToConfiguration(usual).Where(value => !point.Contains(value.Key));
        return CandidateSpace.FromConfiguration(new Configuration(point.Concat(rest)))!;
    }

    /// <summary>A candidate tried elsewhere as a point of the space; null where the space has no such point.</summary>
    public Configuration? ToPoint(Candidate candidate)
    {
        // What the space does not vary must be as the space has it.
        var isAlike = candidate switch
        {
            ForestCandidate { ColumnSampling: 0 } => false,
            NetworkCandidate { Kind: NetworkKind.TabM } => false,
            _ => !candidate.LogTarget || Space.TryGet(CandidateSpace.Log, out _),
        };
        if (!isAlike)
        {
            return null;
        }

        var point = new Configuration(CandidateSpace.ToConfiguration(candidate).Where(value => Space.TryGet(value.Key, out _)));
        var active = new Configuration(point.Where(value => Space.IsActive(Space[value.Key], point)));
        return Space.Violations(active).Count == 0 ? active : null;
    }

    private static IEnumerable<Parameter> Under(ModelFamily family)
    {
        var under = Condition.On(CandidateSpace.Family, family.ToString());
        return family switch
        {
            ModelFamily.Linear => [new FloatParameter("linear_l2", 0.01, 300, Scale.Log) { Condition = under }],
            ModelFamily.Boosting =>
            [
                new IntParameter("boosting_leaves", 4, 128, Scale.Log) { Condition = under },
                new IntParameter("boosting_rows", 2, 100, Scale.Log) { Condition = under },
                new FloatParameter("boosting_row_sampling", 0.5, 1) { Condition = under },
                new FloatParameter("boosting_column_sampling", 0.3, 1) { Condition = under },
                new FloatParameter("boosting_l2", 0.01, 30, Scale.Log) { Condition = under },
                new BoolParameter("boosting_extra") { Condition = under },
            ],
            ModelFamily.Forest =>
            [
                new IntParameter("forest_rows", 1, 20, Scale.Log) { Condition = under },
                new FloatParameter("forest_column_sampling", 0.1, 1) { Condition = under },
                new BoolParameter("forest_extra") { Condition = under },
            ],
            _ =>
            [
                new ChoiceParameter("network_kind", nameof(NetworkKind.RealMlpPle), nameof(NetworkKind.RealMlp), nameof(NetworkKind.Plain)) { Condition = under },
                new IntParameter("network_width", 64, 256, Scale.Log) { Condition = under },
                new FloatParameter("network_rate", 0.25, 4, Scale.Log) { Condition = under },
                new FloatParameter("network_dropout", 0, 0.5) { Condition = under },
                new FloatParameter("network_sigma", 0.02, 1, Scale.Log) { Condition = Condition.On("network_kind", nameof(NetworkKind.RealMlp)) },
            ],
        };
    }
}
