using Microsoft.ML;
using Microsoft.ML.AutoML;
using MLNetTuning.Estimators.Data;
using MLNetTuning.Estimators.Ensembles;
using MLNetTuning.Estimators.Validation;
using MLNetTuning.Experiments.Spaces;
using MLNetTuning.Experiments.Trainers;
using MLNetTuning.Sweepers.Studies;
using MLNetTuning.Trainers;
using Parameter = Microsoft.ML.SearchSpace.Parameter;

namespace MLNetTuning.Experiments.Tuning;

/// <summary>
/// What a search works on and what it has found: the training rows, the folds, every trial with its out-of-fold predictions.
/// It outlives ML.NET's runner, which is disposed after every trial; after the search it makes the leaderboard and the ensemble.
/// </summary>
/// <remarks>Thread-safe. Trials that ended stay when the search is cancelled or fails later.</remarks>
public sealed class TuningSession
{
    private readonly MLContext _context;
    private readonly IDataView _data;
    private readonly TrialExecutor _executor;
    private readonly long _started;
    private readonly Lock _lock = new();
    private readonly List<TrialRecord> _trials = [];
    private readonly Lock _listener = new();
    private readonly Dictionary<string, TrialRecord> _budgetless = new(StringComparer.Ordinal);
    private int? _planned;

    internal TuningSession(MLContext context, IDataView data, TuningOptions options)
    {
        options.Validate();
        _context = context;
        _data = data;
        Options = options;
        Task = LabelReader.TaskOf(data.Schema, options.LabelColumnName);
        Metric = options.Metric ?? TuningMetrics.DefaultFor(Task);
        if (!TuningMetrics.Suits(Metric, Task))
        {
            throw new ArgumentException($"The metric {Metric} does not suit a {Task} task, which the type of label column '{options.LabelColumnName}' stands for. Allowed are {TuningMetrics.Allowed(Task)}.", nameof(options));
        }

        Labels = LabelReader.Read(data, options.LabelColumnName);
        CheckLabels();
        Folds = FoldAssignment.Stratified(Labels, Task == PredictionTask.Regression, Math.Min(options.Folds, Labels.Length), options.Seed);
        _executor = new TrialExecutor(context, data, Task, Folds, options);
        _started = options.TimeProvider.GetTimestamp();
    }

    /// <summary>The settings given.</summary>
    public TuningOptions Options { get; }

    /// <summary>What there is to predict.</summary>
    public PredictionTask Task { get; }

    /// <summary>What trials are ranked by.</summary>
    public TuningMetric Metric { get; }

    /// <summary>The folds all trials share.</summary>
    public FoldAssignment Folds { get; }

    /// <summary>All trials that have ended, in the order they did.</summary>
    public IReadOnlyList<TrialRecord> Trials
    {
        get
        {
            lock (_lock)
            {
                return [.. _trials];
            }
        }
    }

    /// <summary>The best trial so far by <see cref="Metric"/>, or null while none has succeeded.</summary>
    public TrialRecord? Best => Ranked().FirstOrDefault();

    internal float[] Labels { get; }

    /// <summary>Trials that succeeded, best first; of equal ones the earlier first.</summary>
    public IReadOnlyList<TrialRecord> Ranked()
    {
        var done = Trials.Where(t => t.Succeeded);
        return TuningMetrics.HigherIsBetter(Metric)
            ? [.. done.OrderByDescending(t => t.Score).ThenBy(t => t.Id)]
            : [.. done.OrderBy(t => t.Score).ThenBy(t => t.Id)];
    }

    /// <summary>One trial as a model: its fold models averaged.</summary>
    /// <param name="trial">A trial whose models are kept, such as <see cref="Best"/>.</param>
    /// <exception cref="ArgumentException">The trial failed or its models were let go.</exception>
    public EnsembleTransformer ModelOf(TrialRecord trial)
    {
        ArgumentNullException.ThrowIfNull(trial);
        return Transformer([(trial, 1)]);
    }

    /// <summary>Chooses an ensemble greedily (Caruana et al. 2004) on out-of-fold predictions, from the best trials of every family.</summary>
    /// <exception cref="InvalidOperationException">No trial has succeeded.</exception>
    public TuningEnsemble BuildEnsemble()
    {
        var candidates = EnsembleCandidates.Choose(Trials, Options.KeepModels);
        if (candidates.Count == 0)
        {
            throw new InvalidOperationException("No trial has succeeded, so there is nothing to build an ensemble from. Look at the trials' errors, or allow more time.");
        }

        var selection = GreedySelection.Select([.. candidates.Select(c => c.OutOfFold!)], Labels, Task, options: new GreedySelectionOptions { Seed = Options.Seed });
        (TrialRecord Trial, double Weight)[] members = [.. selection.Members.Select(m => (candidates[m.Index], (double)m.Weight))];
        var average = GreedySelection.Average([.. candidates.Select(c => c.OutOfFold!)], selection.Members);
        return new TuningEnsemble(
            Transformer(members),
            [.. members.Select(m => new TuningEnsembleMember(m.Trial, m.Weight))],
            TuningMetrics.Evaluate(Metric, Task, average, Labels),
            selection.CrossFittedGain);
    }

    internal void Plan(int? trials) => _planned = trials;

    /// <summary>Runs one trial; a failure is a record, only cancellation and want of memory throw.</summary>
    internal TrialRecord Run(SearchTrial trial, SweepablePipeline pipeline, Parameter parameter, CancellationToken cancellation)
    {
        var choice = new PipelineChoice(_context, pipeline, parameter);
        var start = Options.TimeProvider.GetTimestamp();
        TrialRecord record;
        if (Earlier(choice) is { } earlier)
        {
            record = Repeat(trial, earlier);
        }
        else
        {
            try
            {
                var fits = _executor.Run(choice, trial, cancellation);
                record = Succeed(trial, choice, fits, Options.TimeProvider.GetElapsedTime(start).TotalSeconds);
            }
            catch (Exception e) when (e is not OperationCanceledException and not OutOfMemoryException)
            {
                record = Fail(trial, choice, e, Options.TimeProvider.GetElapsedTime(start).TotalSeconds);
            }
        }

        Add(record, choice);
        lock (_listener)
        {
            Options.Progress?.Report(new TuningProgress(Trials.Count, _planned, Options.TimeProvider.GetElapsedTime(_started), record, Best));
        }

        return record;
    }

    /// <summary>A record as ML.NET wants to be told of it.</summary>
    internal TrialResult ResultOf(TrialRecord record, TrialSettings settings) => new()
    {
        TrialSettings = settings,
        Metric = record.Score,
        Loss = !record.Succeeded ? double.MaxValue : TuningMetrics.HigherIsBetter(Metric) ? -record.Score : record.Score,
        DurationInMilliseconds = record.Seconds * 1000,
        Model = (record.Succeeded ? Model(record.Original ?? record) : null)!,
    };

    private EnsembleTransformer? Model(TrialRecord record)
    {
        // Of one moment: while trials run side by side, a better one may let these models go.
        var models = record.FoldModels;
        return models is null ? null : new EnsembleTransformer(Task, [Member(record, models, 1)], _data);
    }

    private TrialRecord? Earlier(PipelineChoice choice)
    {
        lock (_lock)
        {
            return _budgetless.GetValueOrDefault(choice.Key);
        }
    }

    private void Add(TrialRecord record, PipelineChoice choice)
    {
        lock (_lock)
        {
            _trials.Add(record);
            if (record.Succeeded && Options.Budget == TuningBudget.Training && choice.Known is { FullBudget: 0 })
            {
                _budgetless.TryAdd(choice.Key, record);
            }

            var best = Best;
            var kept = EnsembleCandidates.Choose(_trials, Options.KeepModels).Append(best).ToHashSet();
            foreach (var trial in _trials.Where(t => !kept.Contains(t)))
            {
                trial.OutOfFold = null;
                trial.FoldModels = null;
            }
        }
    }

    private TrialRecord Succeed(SearchTrial trial, PipelineChoice choice, (FloatMatrix OutOfFold, ITransformer[] Models, bool HasResumed) fits, double seconds)
    {
        var (outOfFold, models, hasResumed) = fits;
        var scores = new double[Folds.Count];
        for (var fold = 0; fold < scores.Length; fold++)
        {
            int[] rows = [.. Enumerable.Range(0, Folds.Rows).Where(r => Folds.FoldOfRow[r] == fold)];
            scores[fold] = TuningMetrics.Evaluate(Metric, Task, outOfFold.Select(rows), [.. rows.Select(r => Labels[r])]);
        }

        var spread = Spread.Of(scores);
        if (!double.IsFinite(spread.Mean))
        {
            return Fail(trial, choice, new InvalidOperationException($"The metric {Metric} is not a finite number."), seconds);
        }

        return new TrialRecord
        {
            Id = trial.Number,
            Trainer = choice.TrainerName,
            Family = choice.Known?.Family ?? ModelFamilies.Of(models[0]),
            Parameters = choice.Parameters,
            Budget = trial.Trial.Budget,
            Horizon = trial.Trial.Horizon,
            HasResumed = hasResumed,
            Score = spread.Mean,
            ScoreDeviation = spread.Deviation,
            FoldScores = scores,
            Seconds = seconds,
            OutOfFold = outOfFold,
            FoldModels = models,
            SelectionLoss = TuningMetrics.Evaluate(Task == PredictionTask.Regression ? TuningMetric.RootMeanSquaredError : TuningMetric.LogLoss, Task, outOfFold, Labels),
        };
    }

    private static TrialRecord Fail(SearchTrial trial, PipelineChoice choice, Exception error, double seconds) => new()
    {
        Id = trial.Number,
        Trainer = choice.TrainerName,
        Family = choice.Known?.Family ?? TrainerFamily.Other,
        Parameters = choice.Parameters,
        Budget = trial.Trial.Budget,
        Horizon = trial.Trial.Horizon,
        Score = double.NaN,
        ScoreDeviation = double.NaN,
        Seconds = seconds,
        Error = error.Message,
    };

    /// <summary>The same fit at a larger budget: it keeps its score at no cost and adds nothing an ensemble could pick.</summary>
    private static TrialRecord Repeat(SearchTrial trial, TrialRecord earlier) => new()
    {
        Id = trial.Number,
        Trainer = earlier.Trainer,
        Family = earlier.Family,
        Parameters = earlier.Parameters,
        Budget = trial.Trial.Budget,
        Horizon = trial.Trial.Horizon,
        Score = earlier.Score,
        ScoreDeviation = earlier.ScoreDeviation,
        FoldScores = earlier.FoldScores,
        Seconds = 0,
        Original = earlier,
    };

    private EnsembleTransformer Transformer(IReadOnlyList<(TrialRecord Trial, double Weight)> members)
    {
        var gone = members.FirstOrDefault(m => m.Trial.FoldModels is null).Trial;
        if (gone is not null)
        {
            throw new ArgumentException($"The models of trial {gone.Id} were not kept; {nameof(TuningOptions.KeepModels)} is {Options.KeepModels}.");
        }

        return new EnsembleTransformer(Task, [.. members.Select(m => Member(m.Trial, m.Trial.FoldModels!, m.Weight))], _data);
    }

    private static EnsembleMember Member(TrialRecord trial, IReadOnlyList<ITransformer> models, double weight) =>
        new($"{trial.Trainer} {trial.Parameters}", (float)weight, models);

    private void CheckLabels()
    {
        if (Labels.Length < Options.Folds)
        {
            throw new ArgumentException($"There are {Labels.Length} rows; {Options.Folds} folds need at least as many. Give more rows.", nameof(Options));
        }

        var missing = Labels.Count(l => !float.IsFinite(l));
        if (missing > 0)
        {
            throw new ArgumentException($"The label column '{Options.LabelColumnName}' has no value in {missing} of {Labels.Length} rows. Leave those rows out (FilterRowsByMissingValues).");
        }

        if (Labels.Distinct().Take(2).Count() < 2)
        {
            throw new ArgumentException($"The label column '{Options.LabelColumnName}' has one value in all {Labels.Length} rows, so there is nothing to learn. Give rows of at least two classes (or two different values).");
        }

        var rarest = Labels.CountBy(l => l).MinBy(c => c.Value);
        if (Task == PredictionTask.Binary && rarest.Value < Options.Folds)
        {
            throw new ArgumentException(
                $"The label column '{Options.LabelColumnName}' is {(rarest.Key == 1 ? "true" : "false")} in {rarest.Value} of {Labels.Length} rows; with {Options.Folds} folds each class needs at least {Options.Folds}. Give more rows of that class.");
        }
    }
}
