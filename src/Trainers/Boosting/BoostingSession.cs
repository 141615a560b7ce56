using MLNetTuning.Trainers.Boosting.Binning;
using MLNetTuning.Trainers.Boosting.Growing;
using MLNetTuning.Trainers.Boosting.Losses;

namespace MLNetTuning.Trainers.Boosting;

/// <summary>Boosting that can be paused, continued, stored and resumed. Not safe for use by two threads at once.</summary>
/// <remarks>Going on from a checkpoint gives the same trees, bit for bit, as never having stopped.</remarks>
public sealed class BoostingSession
{
    private readonly BoostingOptions _options;
    private readonly TrainingData? _validation;
    private readonly Objective _objective;
    private readonly BoostingRounds _rounds;
    private readonly ScoreTable? _validationScores;
    private readonly ValidationHistory _history;
    private readonly int _columns;

    internal BoostingSession(BoostingOptions options, TrainingData train, TrainingData? validation, CancellationToken cancellation)
    {
        _options = options;
        _objective = Objective.Of(options);
        _history = new ValidationHistory(options);
        DataCheck.Training(train, _objective, nameof(train));
        if (validation is not null)
        {
            DataCheck.Training(validation, _objective, nameof(validation));
            DataCheck.SameColumns(train, validation);
        }

        if (options.Dropout is not null && validation is not null)
        {
            throw new ArgumentException("Dropout changes trees already grown, so that no earlier round can be gone back to; give no validation rows with it.", nameof(validation));
        }

        if (options.Monotone is not null && options.Monotone.Count != train.Features.Columns)
        {
            throw new ArgumentException($"Monotone has {options.Monotone.Count} entries for {train.Features.Columns} columns; give one for each column.", nameof(options));
        }

        DataCheck.Named(nameof(options.Columns), options.Columns, train);
        DataCheck.Named(nameof(options.Categorical), options.Categorical, train);

        var classWeights = ClassWeighing.Of(options.ClassWeights, options.BalanceClasses, options.LabelClasses, train);
        train = ClassWeighing.Apply(train, classWeights);
        DataCheck.Weights(train, nameof(train));
        _validation = validation is null ? null : ClassWeighing.Apply(validation, classWeights);
        _columns = train.Features.Columns;
        var bins = Binner.Bin(train.Features, options, cancellation);
        _rounds = new BoostingRounds(options, train, bins, _objective);
        _validationScores = validation is null ? null : new ScoreTable(validation.Features, _rounds.BaseScores);
    }

    /// <summary>Rounds done; each is one tree, or one per class with softmax.</summary>
    public int Trees => _rounds.Done;

    /// <summary>True when early stopping has ended training; <see cref="RunTo"/> does nothing more.</summary>
    public bool Stopped => _history.Stopped;

    /// <summary>The mean validation loss after the last round; NaN before the first round or without validation rows.</summary>
    public double ValidationLoss => _history.Losses.Count > 0 ? _history.Losses[^1] : double.NaN;

    /// <summary>The mean validation loss after each round; empty without validation rows.</summary>
    public IReadOnlyList<double> ValidationLosses => _history.Losses;

    /// <summary>The <see cref="BoostingOptions.EarlyStoppingMetric"/> after each round; empty without one or without validation rows.</summary>
    public IReadOnlyList<double> ValidationMetrics => _history.Metrics;

    /// <summary>The round with the best validation loss or metric, counted from 1; <see cref="Trees"/> without validation rows.</summary>
    public int BestTrees => _validation is null ? _rounds.Done : _history.Best;

    /// <summary>The mean training loss now. Computed when asked for.</summary>
    public double TrainingLoss() => _rounds.TrainingLoss();

    /// <summary>A metric of the training rows now. Computed when asked for.</summary>
    /// <param name="metric">What to measure.</param>
    public double MeasureTraining(ValidationMetric metric)
    {
        ArgumentNullException.ThrowIfNull(metric);
        return metric.Measure(_rounds.Train, _rounds.Scores, _options.Link);
    }

    /// <summary>A metric of the validation rows after the last round. Computed when asked for.</summary>
    /// <param name="metric">What to measure.</param>
    /// <exception cref="InvalidOperationException">The session has no validation rows.</exception>
    public double MeasureValidation(ValidationMetric metric)
    {
        ArgumentNullException.ThrowIfNull(metric);
        return _validation is null
            ? throw new InvalidOperationException("The session was started without validation rows; give them to measure on.")
            : metric.Measure(_validation, _validationScores!.Scores, _options.Link);
    }

    /// <summary>Trains until so many rounds are done; does nothing when they are.</summary>
    /// <param name="trees">Rounds in all, those already done included.</param>
    /// <param name="cancellation">Stops within 200 ms; the session then stands where a later call goes on without loss.</param>
    /// <exception cref="ArithmeticException">The loss diverged.</exception>
    /// <exception cref="OperationCanceledException"><paramref name="cancellation"/> was set.</exception>
    public void RunTo(int trees, CancellationToken cancellation = default)
    {
        // A call that was cancelled while it watched left the last round unwatched.
        Watch(cancellation);
        while (_rounds.Done < trees && !Stopped)
        {
            cancellation.ThrowIfCancellationRequested();
            _rounds.Run(cancellation);
            Watch(cancellation);
        }
    }

    /// <summary>What has been learnt: all trees so far, or with early stopping those up to the best round.</summary>
    public TreeEnsembleModel CreateModel()
    {
        var keep = _options.EarlyStoppingRounds > 0 ? BestTrees : _rounds.Done;
        return new TreeEnsembleModel(_columns, (float[])_rounds.BaseScores.Clone(), [.. _rounds.CompleteTrees(keep)]) { Link = _options.Link };
    }

    /// <summary>The state as bytes, to be given to <see cref="Restore"/> of a session started with the same options and data.</summary>
    /// <exception cref="NotSupportedException">The session drops trees out.</exception>
    public byte[] Checkpoint() => _options.Dropout is null
        ? BoostingCheckpoint.Write(_options, _rounds, _validation is null ? _rounds.Done : _history.Losses.Count, _columns, _history)
        : throw new NotSupportedException("Sessions with Dropout have no checkpoints, as later rounds change earlier trees. Train in one go, or without Dropout.");

    /// <summary>Takes over the state of a checkpoint.</summary>
    /// <param name="checkpoint">What <see cref="Checkpoint"/> gave.</param>
    /// <param name="cancellation">Stops within 200 ms; the session then stands before the first tree.</param>
    /// <exception cref="InvalidDataException">The bytes are damaged, or of other options or other data.</exception>
    /// <exception cref="OperationCanceledException"><paramref name="cancellation"/> was set.</exception>
    public void Restore(byte[] checkpoint, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(checkpoint);
        var (model, losses, metrics) = BoostingCheckpoint.Read(checkpoint, _options, _rounds, _columns);
        if (losses.Length != (_validation is null ? 0 : model.Trees.Count / model.Outputs))
        {
            throw new InvalidDataException("The checkpoint was made with other validation rows; start the session with the rows it was made with.");
        }

        try
        {
            TakeOver(model, losses, metrics, cancellation);
        }
        catch (OperationCanceledException)
        {
            TakeOver(new TreeEnsembleModel(_columns, model.BaseScores, []), [], [], CancellationToken.None);
            throw;
        }
    }

    private void TakeOver(TreeEnsembleModel model, double[] losses, double[] metrics, CancellationToken cancellation)
    {
        _rounds.Restore(model, cancellation);
        _history.Restore(losses, metrics);
        _validationScores?.Reset(_rounds.BaseScores);
        _validationScores?.AddUpTo(model.Trees, model.Outputs, _options.Threads, cancellation);
    }

    private void Watch(CancellationToken cancellation)
    {
        if (_validation is null || _history.Losses.Count == _rounds.Done)
        {
            return;
        }

        var scores = _validationScores!;
        scores.AddUpTo(_rounds.CompleteTrees(_rounds.Done), _objective.Outputs, _options.Threads, cancellation);
        _history.Note(
            _objective.Loss(_validation, scores.Scores, _options.Threads, cancellation),
            _options.EarlyStoppingMetric?.Measure(_validation, scores.Scores, _options.Link));
    }
}
