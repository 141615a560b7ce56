using MLNetTuning.Experiments.Families;
using MLNetTuning.Sweepers.Spaces;

namespace MLNetTuning.Experiments.Running;

/// <summary>All that an experiment may try as one search space: the family is the root, its settings are active under it.</summary>
internal static class CandidateSpace
{
    public const string Family = "family";
    public const string Log = "log_target";

    private const string Seed = "seed";

    public static SearchSpace Space { get; } = Make(Enum.GetNames<NetworkKind>());

    /// <summary>The spaces of studies that earlier versions began: they know fewer kinds of networks.</summary>
    public static IReadOnlyList<SearchSpace> Earlier { get; } = [Make([nameof(NetworkKind.RealMlp), nameof(NetworkKind.Plain), nameof(NetworkKind.TabM)])];

    /// <summary>A candidate as a point of the space.</summary>
    public static Configuration ToConfiguration(Candidate candidate)
    {
        List<KeyValuePair<string, ParameterValue>> values = [new(Family, candidate.Family.ToString()), new(Log, candidate.LogTarget), new(Seed, (long)candidate.Seed)];
        void Add(string name, ParameterValue value) => values.Add(new(name, value));
        switch (candidate)
        {
            case LinearCandidate linear:
                Add("linear_l2", linear.L2);
                break;
            case BoostingCandidate boosting:
                Add("boosting_leaves", (long)boosting.Leaves);
                Add("boosting_rows", (long)boosting.MinRowsPerLeaf);
                Add("boosting_rate", boosting.LearningRate);
                Add("boosting_row_sampling", boosting.RowSampling);
                Add("boosting_column_sampling", boosting.ColumnSampling);
                Add("boosting_l2", boosting.L2);
                Add("boosting_extra", boosting.ExtraTrees);
                break;
            case ForestCandidate forest:
                Add("forest_rows", (long)forest.MinRowsPerLeaf);
                Add("forest_column_sampling", forest.ColumnSampling);
                Add("forest_extra", forest.ExtraTrees);
                break;
            case NetworkCandidate network:
                Add("network_kind", network.Kind.ToString());
                Add("network_width", (long)network.Width);
                Add("network_epochs", (long)network.Epochs);
                Add("network_rate", network.Rate);
                Add("network_dropout", network.Dropout);
                Add("network_sigma", network.Sigma);
                break;
        }

        return new Configuration(values);
    }

    /// <summary>The candidate at a point, with the horizon it had there; null for a point of another space.</summary>
    public static Candidate? FromConfiguration(Configuration point)
    {
        if (Space.Violations(point).Count > 0)
        {
            return null;
        }

        Candidate candidate = Enum.Parse<ModelFamily>(point.GetString(Family)) switch
        {
            ModelFamily.Linear => new LinearCandidate { L2 = point.GetDouble("linear_l2") },
            ModelFamily.Boosting => new BoostingCandidate
            {
                Leaves = point.GetInt32("boosting_leaves"),
                MinRowsPerLeaf = point.GetInt32("boosting_rows"),
                LearningRate = point.GetDouble("boosting_rate"),
                RowSampling = point.GetDouble("boosting_row_sampling"),
                ColumnSampling = point.GetDouble("boosting_column_sampling"),
                L2 = point.GetDouble("boosting_l2"),
                ExtraTrees = point.GetBoolean("boosting_extra"),
            },
            ModelFamily.Forest => new ForestCandidate
            {
                MinRowsPerLeaf = point.GetInt32("forest_rows"),
                ColumnSampling = point.GetDouble("forest_column_sampling"),
                ExtraTrees = point.GetBoolean("forest_extra"),
            },
            _ => new NetworkCandidate
            {
                Kind = Enum.Parse<NetworkKind>(point.GetString("network_kind")),
                Width = point.GetInt32("network_width"),
                Epochs = point.GetInt32("network_epochs"),
                Rate = point.GetDouble("network_rate"),
                Dropout = point.GetDouble("network_dropout"),
                Sigma = point.GetDouble("network_sigma"),
            },
        };
        return candidate with { LogTarget = point.GetBoolean(Log), Seed = point.GetInt32(Seed) };
    }

    /// <summary>The candidate at a point, a network's horizon still to be planned; null for a point of another space.</summary>
    public static Candidate? Unplanned(Configuration point)
    {
        var candidate = FromConfiguration(point);
        return candidate is NetworkCandidate network ? network with { Epochs = 0 } : candidate;
    }

    /// <summary>What the names of a family's own settings start with.</summary>
    public static string Prefix(ModelFamily family) => family switch
    {
        ModelFamily.Linear => "linear_",
        ModelFamily.Boosting => "boosting_",
        ModelFamily.Forest => "forest_",
        _ => "network_",
    };

    /// <summary>The part of the space under one family; the seed, which is no choice, is left out.</summary>
    public static SearchSpace SpaceOf(ModelFamily family) => new(Space.Parameters.Where(parameter => IsOf(family, parameter.Name)));

    /// <summary>A candidate as a point of its family's part.</summary>
    public static Configuration ToConfiguration(Candidate candidate, ModelFamily family) => new(ToConfiguration(candidate).Where(value => IsOf(family, value.Key)));

    private static bool IsOf(ModelFamily family, string name) => name is Family or Log || name.StartsWith(Prefix(family), StringComparison.Ordinal);

    private static SearchSpace Make(string[] networks)
    {
        Condition Under(ModelFamily family) => Condition.On(Family, family.ToString());
        var (linear, boosting, forest, network) = (Under(ModelFamily.Linear), Under(ModelFamily.Boosting), Under(ModelFamily.Forest), Under(ModelFamily.Network));
        return new SearchSpace(
            new ChoiceParameter(Family, [.. Enum.GetNames<ModelFamily>().Select(name => (ParameterValue)name)]),
            new BoolParameter(Log),
            new IntParameter(Seed, int.MinValue, int.MaxValue),
            new FloatParameter("linear_l2", 0.001, 1000, Scale.Log) { Condition = linear },
            new IntParameter("boosting_leaves", 2, 1024, Scale.Log) { Condition = boosting },
            new IntParameter("boosting_rows", 1, 1000, Scale.Log) { Condition = boosting },
            new FloatParameter("boosting_rate", 0.001, 1, Scale.Log) { Condition = boosting },
            new FloatParameter("boosting_row_sampling", 0.1, 1) { Condition = boosting },
            new FloatParameter("boosting_column_sampling", 0.1, 1) { Condition = boosting },
            new FloatParameter("boosting_l2", 0.001, 1000, Scale.Log) { Condition = boosting },
            new BoolParameter("boosting_extra") { Condition = boosting },
            new IntParameter("forest_rows", 1, 1000, Scale.Log) { Condition = forest },
            new FloatParameter("forest_column_sampling", 0, 1) { Condition = forest },
            new BoolParameter("forest_extra") { Condition = forest },
            new ChoiceParameter("network_kind", [.. networks.Select(name => (ParameterValue)name)]) { Condition = network },
            new IntParameter("network_width", 8, 1024, Scale.Log) { Condition = network },
            new IntParameter("network_epochs", 0, 100_000) { Condition = network },
            new FloatParameter("network_rate", 0.01, 100, Scale.Log) { Condition = network },
            new FloatParameter("network_dropout", 0, 0.9) { Condition = network },
            new FloatParameter("network_sigma", 0.001, 100, Scale.Log) { Condition = network });
    }
}
