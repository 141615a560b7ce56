using System.Collections.Concurrent;
using MLNetTuning.Experiments.Features;
using MLNetTuning.Experiments.Tables;
using MLNetTuning.Experiments.Tuning;

namespace MLNetTuning.Experiments.Running;

/// <summary>What does not change while an experiment searches.</summary>
internal sealed class SearchRoom
{
    private readonly Lazy<FoldTable>[] _folds;
    private readonly ConcurrentDictionary<(int Split, int Rows), Lazy<FoldTable>> _samples = [];

    public SearchRoom(RawTable table, FeatureLayout layout, IReadOnlyList<Split> splits, ExperimentSettings settings, DeadlineClock clock, int[]? groups = null)
    {
        (Table, Layout, Splits, Settings, Clock) = (table, layout, splits, settings, clock);
        Judged = new JudgedRows(splits, table.Label.Values, table.Label.Outputs, groups);
        _folds = [.. splits.Select(split => new Lazy<FoldTable>(() => new FoldTable(layout, table.Label, split.Train, split.Validation)))];
        Metric = settings.Metric ?? TuningMetrics.DefaultFor(table.Label.Task);

        // Many rows: one model at a time with all threads, as folds are few and caches small; else models side by side.
        IsLarge = splits[0].Train.Length > ManyRows && splits.Count == 1;
        Workers = IsLarge ? 1 : settings.MaxConcurrency;
        ThreadsPerFit = IsLarge ? Math.Min(settings.MaxConcurrency, MostThreadsPerFit) : 1;
    }

    /// <summary>Rows that first models of a huge table learn from.</summary>
    public const int SampleRows = 100_000;

    private const int ManyRows = 100_000;
    private const int HugeRows = 200_000;

    // A network shares a step among no more.
    private const int MostThreadsPerFit = 64;

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

    /// <summary>Whether fits come one after another, each with all threads.</summary>
    public bool IsLarge { get; }

    /// <summary>Whether first models learn from some of the rows only.</summary>
    public bool IsHuge => TrainRows > HugeRows && Settings.TimeLimit is not null;

    /// <summary>Whether trees and networks look at some of the columns only.</summary>
    public bool IsWide => Layout.Values.Columns > ColumnChoice.Many;

    public int TrainRows => Splits[0].Train.Length;

    public FoldTable Fold(int split) => _folds[split].Value;

    /// <summary>A split with at most so many rows to learn from; 0 for all.</summary>
    public FoldTable Fold(int split, int mostRows) => mostRows == 0 || Splits[split].Train.Length <= mostRows
        ? Fold(split)
        : _samples.GetOrAdd((split, mostRows), _ => new(() => Fold(split).Sample(mostRows))).Value;
}
