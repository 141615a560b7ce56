using MLNetTuning.Estimators.Data;
using MLNetTuning.Trainers;
using MLNetTuning.Trainers.Encoding;
using MLNetTuning.Trainers.Engines;
using MLNetTuning.Trainers.Portable;
using MLNetTuning.Trainers.Training;

namespace MLNetTuning.Estimators.DenseNetworks;

/// <summary>One training of one network: scaling, the session, and what a trial context asks for.</summary>
internal sealed class DenseNetworkTraining(IEngine engine, DenseNetworkOptions options, PredictionTask task)
{
    private readonly TrialContext? _context = TrialContext.Current;

    /// <param name="train">Rows to train on.</param>
    /// <param name="validation">Rows to pick the best epoch on, or null.</param>
    /// <param name="outputs">Outputs of the network.</param>
    public (NetworkPredictor Predictor, DenseNetworkHistory History) Run(TrainingData train, TrainingData? validation, int outputs)
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(options.CancellationToken, _context?.CancellationToken ?? default);
        var encoder = options.Standardize ? NetworkEncoder.Fit(train.Features, options.Scaling, options.NumericBins) : null;
        var (epochs, horizon) = TrialContext.Plan(_context, options.Epochs, Math.Max(options.Horizon, options.Epochs));
        var spec = options.Network(task, encoder?.Outputs ?? train.Features.Columns, outputs);
        using var session = engine.Start(spec, options.Training(horizon, validation is not null), Encoded(train, encoder), validation is null ? null : Encoded(validation, encoder));
        Restore(session);
        var reports = RunEpochs(session, epochs, stop.Token);
        _context?.Checkpoints?.Put(_context.CheckpointKey, session.Checkpoint());
        var best = validation is null ? session.Epoch : session.BestEpoch;
        var history = new DenseNetworkHistory(reports, session.Epoch, best, validation is null ? double.NaN : session.BestValidationLoss, train.Rows, validation?.Rows ?? 0, 0);
        return (new NetworkPredictor(session.CreateModel(), encoder), history);
    }

    private static TrainingData Encoded(TrainingData data, NetworkEncoder? encoder) =>
        encoder is null ? data : new TrainingData(encoder.Transform(data.Features), data.Labels, data.Weights);

    private void Restore(TrainingSession session)
    {
        if (_context?.Checkpoints?.Get(_context.CheckpointKey) is { } state)
        {
            session.Restore(state);
        }
    }

    private List<EpochReport> RunEpochs(TrainingSession session, int epochs, CancellationToken stop)
    {
        var reports = new List<EpochReport>();
        stop.ThrowIfCancellationRequested();
        while (session.Epoch < epochs && !session.IsFinished)
        {
            var report = session.RunEpoch(stop);
            reports.Add(report);
            options.Progress?.Report(report);
            if (!double.IsNaN(report.ValidationLoss))
            {
                _context?.Report?.Invoke(report.Epoch, report.ValidationLoss);
            }
        }

        return reports;
    }
}
