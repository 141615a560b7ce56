using MLNetTuning.Experiments.Families;
using MLNetTuning.Trainers;

namespace MLNetTuning.Experiments.Running;

/// <summary>The configurations every experiment tries first, from cheap to dear.</summary>
internal static class Portfolio
{
    private const int FewRows = 1000;
    private const int TabMRows = 5000;
    private const int ForestRows = 30_000;
    private const int LargeTreeRows = 20_000;
    private const int HugeTreeRows = 100_000;
    private const int ManyClasses = 20;

    // Piecewise linear embeddings make 16 columns of one: better for a number of epochs, dearer by the epoch. Where epochs are few (many columns, many classes) periodic ones, 4 of one, end better.
    private const int FewColumns = 100;
    private const double Skewed = 1;

    /// <summary>The penalty of a linear model of all of thousands of columns.</summary>
    private const double WidePenalty = 1000;

    /// <summary>The configurations in order.</summary>
    public static IEnumerable<Candidate> For(SearchRoom room)
    {
        if (room.Settings.Configurations.Count > 0)
        {
            return room.Settings.Configurations.Select(one => CandidateSpace.FromConfiguration(one)!);
        }

        var (rows, seed) = (room.TrainRows, room.Settings.Seed);
        var log = IsSkewed(room.Label.Values, room.Label.Task);
        var linear = room.IsWide ? new LinearCandidate { L2 = 30 } : new LinearCandidate();
        var a = new BoostingCandidate { Seed = seed + 1 };
        var b = new BoostingCandidate { Leaves = 8, LearningRate = 0.05, MinRowsPerLeaf = 30, ColumnSampling = 0.5, L2 = 10, Seed = seed + 2 };
        var c = rows > LargeTreeRows
            ? new BoostingCandidate { Leaves = 127, MinRowsPerLeaf = 40, Seed = seed + 3 }
            : new BoostingCandidate { ExtraTrees = true, MinRowsPerLeaf = 10, Seed = seed + 3 };
        var isPiecewise = room.Layout.Kinds.Count <= FewColumns && room.Label.Outputs <= ManyClasses;
        var network = new NetworkCandidate { Kind = isPiecewise ? NetworkKind.RealMlpPle : NetworkKind.RealMlp, LogTarget = log, Seed = seed + 4 };
        var plain = new NetworkCandidate { Kind = NetworkKind.Plain, Dropout = 0.3, Seed = seed + 5 };
        if (room.IsHuge)
        {
            linear = linear with { MostRows = SearchRoom.SampleRows };
            a = a with { MostRows = SearchRoom.SampleRows, LearningRate = 0.1 };
        }

        var d = new BoostingCandidate { Leaves = 511, MinRowsPerLeaf = 20, Seed = seed + 8 };
        List<Candidate> first = rows < FewRows ? [linear, b, new ForestCandidate { Seed = seed + 6 }, network, a]
            : rows > HugeTreeRows ? [linear, a, c, d, network]
            : room.Label.Outputs > ManyClasses ? [linear, network, a, b]
            : [linear, a, network, b];
        if (log)
        {
            first.InsertRange(1, [linear with { LogTarget = true }, a with { LogTarget = true }]);
        }

        if (rows is >= FewRows and <= ForestRows)
        {
            first.Add(new ForestCandidate { Seed = seed + 6 });
        }

        if (rows <= HugeTreeRows)
        {
            first.AddRange([linear with { L2 = room.IsWide ? WidePenalty : 30 }, c, plain]);
        }

        if (rows <= TabMRows)
        {
            first.Add(new NetworkCandidate { Kind = NetworkKind.TabM, Width = 128, Dropout = 0.1, Seed = seed + 7 });
        }

        return first.Where(one => room.Settings.Families.HasFlag(KindOf(one.Family)));
    }

    /// <summary>Whether a regression's labels are positive with a long tail, so that their logarithm is worth a try.</summary>
    public static bool IsSkewed(float[] labels, PredictionTask task)
    {
        if (task != PredictionTask.Regression || labels.Min() <= 0)
        {
            return false;
        }

        var mean = labels.Average(label => (double)label);
        var variance = labels.Average(label => (label - mean) * (label - mean));
        return labels.Average(label => Math.Pow(label - mean, 3)) > Skewed * Math.Pow(variance, 1.5);
    }

    public static ExperimentFamilies KindOf(ModelFamily family) => family switch
    {
        ModelFamily.Linear => ExperimentFamilies.Linear,
        ModelFamily.Network => ExperimentFamilies.Networks,
        _ => ExperimentFamilies.Trees,
    };
}
