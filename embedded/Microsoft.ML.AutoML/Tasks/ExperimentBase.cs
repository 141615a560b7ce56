namespace Microsoft.ML.AutoML;

/// <summary>
/// An experiment that finds the best pipeline for a data set by itself: makes features of all columns, tries trainers with their parameters
/// within the limits of its settings, and tells every run. Each call of <c>Execute</c> is an experiment of its own.
/// </summary>
/// <remarks>
/// A run that fails is told with its exception and the search goes on; it ends early when no pipeline succeeded although each was tried. When the
/// settings' token is signalled or the time is up, the running trial is cancelled and the best of those that ended is returned.
/// </remarks>
/// <typeparam name="TMetrics">The metrics of the task.</typeparam>
/// <typeparam name="TExperimentSettings">The settings of the task.</typeparam>
public abstract class ExperimentBase<TMetrics, TExperimentSettings>
    where TMetrics : class
    where TExperimentSettings : ExperimentSettings
{
    private readonly MLContext _context;
    private readonly TExperimentSettings _settings;
    private readonly ExperimentTask<TMetrics> _task;

    internal ExperimentBase(MLContext context, TExperimentSettings settings, ExperimentTask<TMetrics> task)
    {
        _context = context;
        _settings = settings;
        _task = task;
        CheckSettings();
    }

    internal TimeProvider Clock { get; set; } = TimeProvider.System;

    /// <summary>Executes the experiment on ten folds, or on one split where there are 15,000 rows or more.</summary>
    /// <param name="trainData">The rows.</param>
    /// <param name="labelColumnName">The label's column. Default: "Label".</param>
    /// <param name="samplingKeyColumn">The column whose equal values stay in one part; null for none. Default: null.</param>
    /// <param name="preFeaturizer">What is applied before features are made, fitted on training rows only; null for nothing. Default: null.</param>
    /// <param name="progressHandler">Is told every run as it ends; null for no one. Default: null.</param>
    /// <exception cref="ArgumentException">There are no rows, or the columns do not fit.</exception>
    /// <exception cref="AggregateException">No run succeeded: with the error of the last that failed, or a <see cref="TimeoutException"/> when
    /// the experiment was ended before.</exception>
    public virtual ExperimentResult<TMetrics> Execute(
        IDataView trainData, string labelColumnName = "Label", string? samplingKeyColumn = null, IEstimator<ITransformer>? preFeaturizer = null, IProgress<RunDetail<TMetrics>>? progressHandler = null)
        => Execute(trainData, Columns(labelColumnName, samplingKeyColumn), preFeaturizer, progressHandler);

    /// <summary>Executes the experiment on ten folds, or on one split where there are 15,000 rows or more.</summary>
    /// <param name="trainData">The rows.</param>
    /// <param name="columnInformation">What the columns are for; null for a label named "Label" and nothing else.</param>
    /// <param name="preFeaturizer">What is applied before features are made, fitted on training rows only; null for nothing. Default: null.</param>
    /// <param name="progressHandler">Is told every run as it ends; null for no one. Default: null.</param>
    /// <exception cref="ArgumentException">There are no rows, or the columns do not fit.</exception>
    /// <exception cref="AggregateException">No run succeeded: with the error of the last that failed, or a <see cref="TimeoutException"/> when
    /// the experiment was ended before.</exception>
    public virtual ExperimentResult<TMetrics> Execute(
        IDataView trainData, ColumnInformation? columnInformation, IEstimator<ITransformer>? preFeaturizer = null, IProgress<RunDetail<TMetrics>>? progressHandler = null)
    {
        TaskData.CheckRows(trainData, nameof(trainData), "Training");
        columnInformation ??= new ColumnInformation();
        CheckSamplingKey(trainData, columnInformation);
        return Summarize(TaskData.Split(_context, trainData, columnInformation.SamplingKeyColumnName), columnInformation, preFeaturizer, progressHandler);
    }

    /// <summary>Executes the experiment, training on one part and validating on another.</summary>
    /// <param name="trainData">The rows to train on.</param>
    /// <param name="validationData">The rows to validate on; null to split <paramref name="trainData"/>.</param>
    /// <param name="labelColumnName">The label's column. Default: "Label".</param>
    /// <param name="preFeaturizer">What is applied before features are made, fitted on training rows only; null for nothing. Default: null.</param>
    /// <param name="progressHandler">Is told every run as it ends; null for no one. Default: null.</param>
    /// <exception cref="ArgumentException">There are no rows, or the columns do not fit.</exception>
    /// <exception cref="AggregateException">No run succeeded: with the error of the last that failed, or a <see cref="TimeoutException"/> when
    /// the experiment was ended before.</exception>
    public virtual ExperimentResult<TMetrics> Execute(
        IDataView trainData, IDataView? validationData, string labelColumnName = "Label", IEstimator<ITransformer>? preFeaturizer = null, IProgress<RunDetail<TMetrics>>? progressHandler = null)
        => Execute(trainData, validationData, Columns(labelColumnName, null), preFeaturizer, progressHandler);

    /// <summary>Executes the experiment, training on one part and validating on another.</summary>
    /// <param name="trainData">The rows to train on.</param>
    /// <param name="validationData">The rows to validate on; null to split <paramref name="trainData"/>.</param>
    /// <param name="columnInformation">What the columns are for; null for a label named "Label" and nothing else.</param>
    /// <param name="preFeaturizer">What is applied before features are made, fitted on training rows only; null for nothing. Default: null.</param>
    /// <param name="progressHandler">Is told every run as it ends; null for no one. Default: null.</param>
    /// <exception cref="ArgumentException">There are no rows, or the columns do not fit.</exception>
    /// <exception cref="AggregateException">No run succeeded: with the error of the last that failed, or a <see cref="TimeoutException"/> when
    /// the experiment was ended before.</exception>
    public virtual ExperimentResult<TMetrics> Execute(
        IDataView trainData, IDataView? validationData, ColumnInformation? columnInformation, IEstimator<ITransformer>? preFeaturizer = null, IProgress<RunDetail<TMetrics>>? progressHandler = null)
    {
        if (validationData is null)
        {
            return Execute(trainData, columnInformation, preFeaturizer, progressHandler);
        }

        TaskData.CheckRows(trainData, nameof(trainData), "Training");
        TaskData.CheckRows(validationData, nameof(validationData), "Validation");
        TaskData.CheckSameColumns(trainData, validationData);
        return Summarize([TaskData.Pair(trainData, validationData)], columnInformation ?? new ColumnInformation(), preFeaturizer, progressHandler);
    }

    /// <summary>Executes the experiment on folds and tells each fold's result.</summary>
    /// <param name="trainData">The rows.</param>
    /// <param name="numberOfCVFolds">The number of folds, 2 or more.</param>
    /// <param name="columnInformation">What the columns are for; null for a label named "Label" and nothing else. Default: null.</param>
    /// <param name="preFeaturizer">What is applied before features are made, fitted on training rows only; null for nothing. Default: null.</param>
    /// <param name="progressHandler">Is told every run as it ends; null for no one. Default: null.</param>
    /// <exception cref="ArgumentException">There are no rows or fewer than 2 folds, or the columns do not fit.</exception>
    /// <exception cref="AggregateException">No run succeeded: with the error of the last that failed, or a <see cref="TimeoutException"/> when
    /// the experiment was ended before.</exception>
    public virtual CrossValidationExperimentResult<TMetrics> Execute(
        IDataView trainData, uint numberOfCVFolds, ColumnInformation? columnInformation = null, IEstimator<ITransformer>? preFeaturizer = null, IProgress<CrossValidationRunDetail<TMetrics>>? progressHandler = null)
    {
        TaskData.CheckRows(trainData, nameof(trainData), "Training");
        if (numberOfCVFolds is < 2 or > int.MaxValue)
        {
            throw new ArgumentException($"{nameof(numberOfCVFolds)} must be at least 2, but is {numberOfCVFolds}.", nameof(numberOfCVFolds));
        }

        columnInformation ??= new ColumnInformation();
        CheckSamplingKey(trainData, columnInformation);
        var folds = TaskData.Folds(_context, trainData, (int)numberOfCVFolds, columnInformation.SamplingKeyColumnName);
        var (runs, best) = Search().Run(folds, columnInformation, preFeaturizer, run => progressHandler?.Report(run.ToCrossValidationRunDetail()));
        return new CrossValidationExperimentResult<TMetrics>([.. runs.Select(run => run.ToCrossValidationRunDetail())], best.ToCrossValidationRunDetail());
    }

    /// <summary>Executes the experiment on folds and tells each fold's result.</summary>
    /// <param name="trainData">The rows.</param>
    /// <param name="numberOfCVFolds">The number of folds, 2 or more.</param>
    /// <param name="labelColumnName">The label's column. Default: "Label".</param>
    /// <param name="samplingKeyColumn">The column whose equal values stay in one fold; null for none. Default: null.</param>
    /// <param name="preFeaturizer">What is applied before features are made, fitted on training rows only; null for nothing. Default: null.</param>
    /// <param name="progressHandler">Is told every run as it ends; null for no one. Default: null.</param>
    /// <exception cref="ArgumentException">There are no rows or fewer than 2 folds, or the columns do not fit.</exception>
    /// <exception cref="AggregateException">No run succeeded: with the error of the last that failed, or a <see cref="TimeoutException"/> when
    /// the experiment was ended before.</exception>
    public virtual CrossValidationExperimentResult<TMetrics> Execute(
        IDataView trainData, uint numberOfCVFolds, string labelColumnName = "Label", string? samplingKeyColumn = null, IEstimator<ITransformer>? preFeaturizer = null, IProgress<CrossValidationRunDetail<TMetrics>>? progressHandler = null)
        => Execute(trainData, numberOfCVFolds, Columns(labelColumnName, samplingKeyColumn), preFeaturizer, progressHandler);

    private static ColumnInformation Columns(string label, string? samplingKey)
    {
        ArgumentException.ThrowIfNullOrEmpty(label);
        return new ColumnInformation { LabelColumnName = label, SamplingKeyColumnName = samplingKey };
    }

    private static void CheckSamplingKey(IDataView data, ColumnInformation columns)
    {
        if (columns.SamplingKeyColumnName is { } key && data.Schema.GetColumnOrNull(key) is null)
        {
            throw new ArgumentException($"Provided sampling key column '{key}' not found in training data; there are {string.Join(", ", data.Schema.Select(column => column.Name))}.", nameof(columns));
        }
    }

    private TaskSearch<TMetrics> Search() => new(_context, _settings, _task) { Clock = Clock };

    private ExperimentResult<TMetrics> Summarize(
        IReadOnlyList<DataOperationsCatalog.TrainTestData> parts, ColumnInformation columns, IEstimator<ITransformer>? preFeaturizer, IProgress<RunDetail<TMetrics>>? progressHandler)
    {
        var (runs, best) = Search().Run(parts, columns, preFeaturizer, run => progressHandler?.Report(run.ToRunDetail()));
        return new ExperimentResult<TMetrics>([.. runs.Select(run => run.ToRunDetail())], best.ToRunDetail());
    }

    private void CheckSettings()
    {
        var wrong = _task.Violations().ToList();
        if (_settings.MaxExperimentTimeInSeconds == 0)
        {
            wrong.Add($"{nameof(ExperimentSettings.MaxExperimentTimeInSeconds)} is 0: it must be above.");
        }

        if (_settings.MaxModels <= 0)
        {
            wrong.Add($"{nameof(ExperimentSettings.MaxModels)} is {_settings.MaxModels}: it must be above 0.");
        }

        if (_settings.MaximumMemoryUsageInMegaByte is { } megabytes && !(megabytes > 0))
        {
            wrong.Add(FormattableString.Invariant($"{nameof(ExperimentSettings.MaximumMemoryUsageInMegaByte)} is {megabytes}: it must be above 0, or null for no limit."));
        }

        if (wrong.Count > 0)
        {
            throw new ArgumentException($"The settings of the experiment are not valid. {string.Join(" ", wrong)}");
        }
    }
}
