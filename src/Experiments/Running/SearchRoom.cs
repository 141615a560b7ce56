using MLNetTuning.Experiments.Features;
using MLNetTuning.Experiments.Tables;
using MLNetTuning.Experiments.Tuning;

namespace MLNetTuning.Experiments.Running;

/// <summary>What does not change while an experiment searches.</summary>
internal sealed class SearchRoom
{
    private readonly Lazy<FoldTable>[] _folds;

    public SearchRoom(RawTable table, FeatureLayout layout, IReadOnlyList<Split> splits, ExperimentSettings settings, DeadlineClock clock, int[]? groups = null)
    {
        (Table, Layout, Splits, Settings, Clock) = (table, layout, splits, settings, clock);
        Judged = new JudgedRows(splits, table.Label.Values, table.Label.Outputs, groups);
        _folds = [.. splits.Select(split => new Lazy<FoldTable>(() => new FoldTable(layout, table.Label, split.Train, split.Validation)))];
        Metric = settings.Metric ?? TuningMetrics.DefaultFor(table.Label.Task);

        // Many rows: one model at a time with all threads, as folds are few and caches small; else models side by side.
        var isLarge = splits[0].Train.Length > ManyRows && splits.Count == 1;
        Workers = isLarge ? 1 : settings.MaxConcurrency;
        ThreadsPerFit = isLarge ? settings.MaxConcurrency : 1;
    }

    private const int ManyRows = 100_000;

    public RawTable Table { get; }

    public TableLabel Label => Table.Label;

    public FeatureLayout Layout { get; }

    public IReadOnlyList<Split> Splits { get; }

    public JudgedRows Judged { get; }

    public ExperimentSettings Settings { get; }

    public DeadlineClock Clock { get; }

    public TuningMetric Metric { get; }

    public int Workers { get; }

    public int ThreadsPerFit { get; }

    public int TrainRows => Splits[0].Train.Length;

    public FoldTable Fold(int split) => _folds[split].Value;
}
