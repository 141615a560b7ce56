using Microsoft.ML;
using MLNetTuning.Experiments.Features;
using MLNetTuning.Experiments.Running;
using MLNetTuning.Experiments.Runs;
using MLNetTuning.Experiments.Tables;
using MLNetTuning.Experiments.Tuning;

namespace MLNetTuning.Experiments;

/// <summary>A search for the best model of a table. Made by <c>ml.Tuning().CreateExperiment(settings)</c>; may be run several times.</summary>
public sealed class TableExperiment
{
    private const int FirstOfEachFamily = 3;

    private readonly ExperimentSettings _settings;

    internal TableExperiment(ExperimentSettings settings)
    {
        settings.Validate();
        _settings = settings;
    }

    /// <summary>Searches on a delimited file with a header line.</summary>
    /// <param name="path">The file.</param>
    /// <param name="progress">Hears of every configuration as it ends, from the search's threads; null for none.</param>
    /// <param name="cancellation">Ends the search; what has been found by then is made into the model.</param>
    /// <exception cref="FileNotFoundException">There is no such file.</exception>
    /// <exception cref="InvalidDataException">The file cannot be trained on; the message says where and what to do.</exception>
    /// <exception cref="ArgumentException">The settings name a column that there is not, or a metric of another task.</exception>
    /// <exception cref="InvalidOperationException">No configuration succeeded; the message is that of the first that failed.</exception>
    /// <exception cref="OperationCanceledException">Cancelled before the first model stood.</exception>
    public ExperimentResult Run(string path, IProgress<ExperimentProgress>? progress = null, CancellationToken cancellation = default)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(path);
        var clock = new DeadlineClock(_settings.TimeProvider, _settings.TimeLimit);
        return Run(Read(path, cancellation), clock, progress, cancellation);
    }

    /// <summary>Searches on rows of a data view: columns of numbers, booleans, texts and vectors of numbers.</summary>
    /// <param name="data">The rows; the label is a number, a boolean, a text or a key.</param>
    /// <param name="progress">Hears of every configuration as it ends, from the search's threads; null for none.</param>
    /// <param name="cancellation">Ends the search; what has been found by then is made into the model.</param>
    /// <exception cref="ArgumentException">There is no label column of that name, or none of a name that the settings give.</exception>
    /// <exception cref="InvalidDataException">Nothing can be learnt from the rows; the message says why.</exception>
    /// <exception cref="InvalidOperationException">No configuration succeeded; the message is that of the first that failed.</exception>
    /// <exception cref="OperationCanceledException">Cancelled before the first model stood.</exception>
    public ExperimentResult Run(IDataView data, IProgress<ExperimentProgress>? progress = null, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(data);
        CheckIgnored(data.Schema.Select(column => column.Name));
        var clock = new DeadlineClock(_settings.TimeProvider, _settings.TimeLimit);
        return Run(new ViewTableReader(data, _settings.LabelColumnName).Read(_settings.Task), clock, progress, cancellation);
    }

    /// <summary>
    /// Works for an experiment of other processes on the same study: tries what none of them does, and leaves what it finishes in
    /// <see cref="ExperimentSettings.Checkpoints"/>, where they find it. Makes no model of its own.
    /// </summary>
    /// <param name="path">The file; the same rows as theirs.</param>
    /// <param name="progress">Hears of every configuration as it ends, from the search's threads; null for none.</param>
    /// <param name="cancellation">Ends the work.</param>
    /// <returns>How many configurations it finished.</returns>
    /// <exception cref="InvalidOperationException">The settings name no study, or no place for finished models.</exception>
    /// <exception cref="FileNotFoundException">There is no such file.</exception>
    /// <exception cref="InvalidDataException">The file cannot be trained on; the message says where and what to do.</exception>
    public int Work(string path, IProgress<ExperimentProgress>? progress = null, CancellationToken cancellation = default) => Work(path, [], progress, cancellation);

    /// <summary>Works as <see cref="Work(string, IProgress{ExperimentProgress}?, CancellationToken)"/>, and tells what could not be kept or read.</summary>
    internal int Work(string path, List<string> notes, IProgress<ExperimentProgress>? progress, CancellationToken cancellation)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(path);
        if (_settings.StudyStore is null || _settings.Checkpoints is null)
        {
            throw new InvalidOperationException($"Work needs {nameof(ExperimentSettings.StudyStore)} and {nameof(ExperimentSettings.Checkpoints)}: there others find what it finishes.");
        }

        var clock = new DeadlineClock(_settings.TimeProvider, _settings.TimeLimit);
        return Search(Read(path, cancellation), clock, new Audience(notes, progress, IsHelper: true), cancellation).Engine.Finished;
    }

    private RawTable Read(string path, CancellationToken cancellation)
    {
        var table = CsvTableReader.Read(path, _settings.LabelColumnName, _settings.Task, cancellation);
        CheckIgnored(table.Columns.Select(column => column.Name).Append(table.Label.Name));
        return table;
    }

    private ExperimentResult Run(RawTable table, DeadlineClock clock, IProgress<ExperimentProgress>? progress, CancellationToken cancellation)
    {
        var notes = table.Notes.ToList();
        var (room, engine) = Search(table, clock, new Audience(notes, progress), cancellation);
        if (engine.Models.Count == 0)
        {
            cancellation.ThrowIfCancellationRequested();
            throw new InvalidOperationException($"No configuration of {engine.Trials.Count} succeeded. The first failed with: {engine.Trials.FirstOrDefault()?.Error}");
        }

        var finished = new ModelBuilder(room).Build(engine.Models);
        return new ExperimentResult(finished.Model, engine.Trials, finished.Members, ResultDetails.Of(room, engine.Models, finished) with { Sweep = engine.Sweep })
        {
            Settings = _settings,
            Metric = room.Metric,
            ValidationScore = finished.Score,
            ExpectedScore = finished.Expected?.Mean,
            ExpectedScoreDeviation = finished.Expected?.Deviation,
            Temperature = finished.Temperature,
            Splits = room.Splits.Count,
            Rows = table.Rows,
            Notes = notes,
            Elapsed = TimeSpan.FromSeconds(clock.Elapsed),
            ValidationRows = room.Judged.Rows,
            ValidationLabels = room.Judged.Labels,
            ValidationPredictions = finished.Predictions,
        };
    }

    private (SearchRoom Room, SearchEngine Engine) Search(RawTable table, DeadlineClock clock, Audience who, CancellationToken cancellation)
    {
        CheckMetric(table.Label);
        var keeper = RunKeeper.Open(_settings, table);
        var room = Prepare(table, clock, who, keeper);
        keeper.Begin(room);
        var first = StudyBook.Best([.. _settings.EarlierTrials, .. keeper.Earlier], room.Metric, FirstOfEachFamily);
        var engine = new SearchEngine(room, new SearchPlanner(room, first), keeper, who.Progress, cancellation) { IsHelper = who.IsHelper };
        engine.Run();
        if (!who.IsHelper && first.Count > 0 && OptimumCheck.Note(engine.Models, keeper.NumbersOf(first)) is { } moved)
        {
            who.Notes.Add(moved);
        }

        who.Notes.AddRange(keeper.Notes);
        return (room, engine);
    }

    private SearchRoom Prepare(RawTable table, DeadlineClock clock, Audience who, RunKeeper keeper)
    {
        // What is to be said of the data the other process says.
        List<string> notes = who.IsHelper ? [] : who.Notes;
        var group = Column(table, _settings.GroupColumnName, nameof(_settings.GroupColumnName));
        var time = Column(table, _settings.TimeColumnName, nameof(_settings.TimeColumnName));
        string[] ignored = [.. _settings.IgnoredColumnNames, .. group is null ? [] : new[] { group.Name }];
        var features = FeatureRecognizer.Recognize(table, ignored, notes);
        if (features.All(feature => feature.Kind == FeatureKind.None))
        {
            throw new InvalidDataException($"No column is left to predict '{table.Label.Name}' from. Give data with at least one column that has several values besides the label.");
        }

        var layout = new FeatureLayout(table, features);
        notes.AddRange(LeakCheck.Warnings(layout, table.Label));
        clock.SearchEnd = clock.Limit - (who.IsHelper ? 0 : Reserve(table, clock.Limit));
        var groups = RowGroups.Of(layout, group, table.Rows);
        var splits = keeper.Splits(table.Rows, () => SplitPlan.Make(table.Label, _settings, groups, TimeValues.Of(time), () => SpeedCheck.IsSlow(layout, table.Label, _settings, clock)));
        return new SearchRoom(table, layout, splits, _settings, clock, groups);
    }

    /// <summary>Seconds kept for the contest of ensembles and for saving: the contest reads every prediction some thousand times, of so many rows at most.</summary>
    private static double Reserve(RawTable table, double limit)
    {
        var judged = Math.Min(table.Rows, 50_000.0);
        return Math.Min(0.3 * limit, 0.5 + (0.03 * Math.Min(limit, 100)) + Math.Min(2.5, judged * (table.Label.Outputs + 3) * 1e-5));
    }

    private void CheckMetric(TableLabel label)
    {
        if (_settings.Metric is { } metric && !TuningMetrics.Suits(metric, label.Task))
        {
            throw new ArgumentException($"{nameof(_settings.Metric)} is {metric}, which does not suit a {label.Task} task; allowed are {TuningMetrics.Allowed(label.Task)}.");
        }
    }

    // A slip in a name would let in the column that was to be kept out.
    private void CheckIgnored(IEnumerable<string> names)
    {
        if (_settings.IgnoredColumnNames.Except(names).FirstOrDefault() is { } name)
        {
            throw NoColumn(nameof(_settings.IgnoredColumnNames), name, names);
        }
    }

    private static TableColumn? Column(RawTable table, string? name, string setting) => name is null ? null
        : table.Columns.FirstOrDefault(column => column.Name == name) ?? throw NoColumn(setting, name, table.Columns.Select(column => column.Name));

    private static ArgumentException NoColumn(string setting, string name, IEnumerable<string> names) =>
        new($"{setting} names '{name}', but there is no such column. The columns are: {string.Join(", ", names)}. Give one of them.");

    /// <summary>Who hears of a search, and whether it is one that works for another process, which makes the model.</summary>
    private sealed record Audience(List<string> Notes, IProgress<ExperimentProgress>? Progress, bool IsHelper = false);
}
