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
    private readonly List<double> _validationLosses = [];
    private readonly int _columns;

    internal BoostingSession(BoostingOptions options, TrainingData train, TrainingData? validation, CancellationToken cancellation)
    {
        _options = options;
        _objective = Objective.Of(options);
        DataCheck.Training(train, _objective, nameof(train));
        if (validation is not null)
        {
            DataCheck.Training(validation, _objective, nameof(validation));
            DataCheck.SameColumns(train, validation);
        }

        if (options.Monotone is not null && options.Monotone.Count != train.Features.Columns)
        {
            throw new ArgumentException($"Monotone has {options.Monotone.Count} entries for {train.Features.Columns} columns; give one for each column.", nameof(options));
        }

        if (options.Categorical?.Any(c => c >= train.Features.Columns) == true)
        {
            throw new ArgumentException($"Categorical names column {options.Categorical.Max()}, but there are {train.Features.Columns} columns, counted from 0.", nameof(options));
        }

        _validation = validation;
        _columns = train.Features.Columns;
        var bins = Binner.Bin(train.Features, options, cancellation);
        _rounds = new BoostingRounds(options, train, bins, _objective);
        _validationScores = validation is null ? null : new ScoreTable(validation.Features, _rounds.BaseScores);
    }

    /// <summary>Rounds done; each is one tree, or one per class with softmax.</summary>
    public int Trees => _rounds.Done;

    /// <summary>True when early stopping has ended training; <see cref="RunTo"/> does nothing more.</summary>
    public bool Stopped { get; private set; }

    /// <summary>The mean validation loss after the last round; NaN before the first round or without validation rows.</summary>
    public double ValidationLoss => _validationLosses.Count > 0 ? _validationLosses[^1] : double.NaN;

    /// <summary>The mean validation loss after each round; empty without validation rows.</summary>
    public IReadOnlyList<double> ValidationLosses => _validationLosses;

    /// <summary>The round with the lowest validation loss, counted from 1; <see cref="Trees"/> without validation rows.</summary>
    public int BestTrees { get; private set; }

    /// <summary>The mean training loss now. Computed when asked for.</summary>
    public double TrainingLoss() => _rounds.TrainingLoss();

    /// <summary>Trains until so many rounds are done; does nothing when they are.</summary>
    /// <param name="trees">Rounds in all, those already done included.</param>
    /// <param name="cancellation">Stops within 200 ms; the session then stands where a later call goes on without loss.</param>
    /// <exception cref="ArithmeticException">The loss diverged.</exception>
    /// <exception cref="OperationCanceledException"><paramref name="cancellation"/> was set.</exception>
    public void RunTo(int trees, CancellationToken cancellation = default)
    {
        while (_rounds.Done < trees && !Stopped)
        {
            cancellation.ThrowIfCancellationRequested();
            _rounds.Run(cancellation);
            Watch();
        }
    }

    /// <summary>What has been learnt: all trees so far, or with early stopping those up to the best round.</summary>
    public TreeEnsembleModel CreateModel()
    {
        var keep = _options.EarlyStoppingRounds > 0 ? BestTrees : _rounds.Done;
        return new TreeEnsembleModel(_columns, (float[])_rounds.BaseScores.Clone(), [.. _rounds.CompleteTrees(keep)]);
    }

    /// <summary>The state as bytes, to be given to <see cref="Restore"/> of a session started with the same options and data.</summary>
    public byte[] Checkpoint() => BoostingCheckpoint.Write(_options, _rounds, _columns, _validationLosses);

    /// <summary>Takes over the state of a checkpoint.</summary>
    /// <param name="checkpoint">What <see cref="Checkpoint"/> gave.</param>
    /// <exception cref="InvalidDataException">The bytes are damaged, or of other options or other data.</exception>
    public void Restore(byte[] checkpoint)
    {
        ArgumentNullException.ThrowIfNull(checkpoint);
        var (model, losses) = BoostingCheckpoint.Read(checkpoint, _options, _rounds, _columns);
        if (losses.Count != (_validation is null ? 0 : model.Trees.Count / model.Outputs))
        {
            throw new InvalidDataException("The checkpoint was made with other validation rows; start the session with the rows it was made with.");
        }

        _rounds.Restore(model);
        _validationScores?.Reset(_rounds.BaseScores);
        _validationScores?.Add(model.Trees, model.Outputs, _options.Threads);
        _validationLosses.Clear();
        Stopped = false;
        BestTrees = 0;
        foreach (var loss in losses)
        {
            Note(loss);
        }

        BestTrees = _validation is null ? _rounds.Done : BestTrees;
    }

    private void Watch()
    {
        if (_validation is null)
        {
            BestTrees = _rounds.Done;
            return;
        }

        _validationScores!.Add(_rounds.LastRound(), _objective.Outputs, _options.Threads);
        Note(_objective.Loss(_validation, _validationScores.Scores));
    }

    private void Note(double loss)
    {
        _validationLosses.Add(loss);
        if (BestTrees == 0 || loss < _validationLosses[BestTrees - 1])
        {
            BestTrees = _validationLosses.Count;
        }

        Stopped = _options.EarlyStoppingRounds > 0 && _validationLosses.Count - BestTrees >= _options.EarlyStoppingRounds;
    }
}
