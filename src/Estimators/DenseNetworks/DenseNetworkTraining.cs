using MLNetTuning.Estimators.Data;
using MLNetTuning.Trainers;
using MLNetTuning.Trainers.Encoding;
using MLNetTuning.Trainers.Engines;
using MLNetTuning.Trainers.Networks;
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
        var (epochs, horizon) = TrialContext.Plan(_context, options.Epochs, Math.Max(options.Horizon, options.Epochs));
        var plan = options.Preset == DenseNetworkPreset.Custom ? Own(train, outputs, horizon, validation is not null) : Preset(train, outputs, horizon, validation is not null);
        plan = Adjusted(plan with { Training = plan.Training with { Loss = plan.Training.Loss with { ClassWeights = ClassWeights(train, Math.Max(2, outputs)) } } });
        using var session = engine.Start(plan.Spec, plan.Training, plan.Encode(train), validation is null ? null : plan.Encode(validation));
        Restore(session, plan.Training);
        var reports = RunEpochs(session, epochs, stop.Token);
        _context?.Checkpoints?.Put(_context.CheckpointKey, session.Checkpoint());
        var best = validation is null ? session.Epoch : session.BestEpoch;
        var history = new DenseNetworkHistory(reports, session.Epoch, best, validation is null ? double.NaN : session.BestValidationLoss, train.Rows, validation?.Rows ?? 0, 0)
        {
            IsDiverged = session.IsDiverged,
            Notes = [.. Unwatched(train, validation), .. session.Notes],
        };
        return (plan.Predictor(session.CreateModel()), history);
    }

    private IEnumerable<string> Unwatched(TrainingData train, TrainingData? validation)
    {
        if (validation is null && options.ValidationFraction > 0)
        {
            yield return FormattableString.Invariant(
                $"There are {train.Rows} rows, too few to set a share aside (ValidationFraction {options.ValidationFraction}): no epoch was watched, Patience did not count and the last epoch's weights were kept. Give rows of your own with Fit(train, validation).");
        }

        if (validation is null && options.ValidationFraction == 0 && options.PatienceGiven > 0)
        {
            yield return FormattableString.Invariant($"Patience is {options.Patience}, but no epoch was watched as ValidationFraction is 0: it did not count. Set a share aside, or give rows of your own with Fit(train, validation).");
        }
    }

    private IReadOnlyList<float>? ClassWeights(TrainingData train, int classes) =>
        options.BalanceClasses ? Array.ConvertAll(ClassWeighing.Balanced(classes, train), weight => (float)weight) : options.ClassWeights;

    /// <summary>The plan with the caller's changes; what the rows and the trial fix must stay.</summary>
    private Plan Adjusted(Plan plan)
    {
        var (spec, training) = (Adjust(options.AdjustNetwork, plan.Spec, nameof(options.AdjustNetwork)), Adjust(options.AdjustTraining, plan.Training, nameof(options.AdjustTraining)));
        if (spec.Task != plan.Spec.Task || spec.Inputs != plan.Spec.Inputs || spec.Outputs != plan.Spec.Outputs)
        {
            throw new ArgumentException($"{nameof(DenseNetworkOptions.AdjustNetwork)} answered with a {spec.Task} network of {spec.Inputs} inputs and {spec.Outputs} outputs; "
                + $"the rows ask for {plan.Spec.Task}, {plan.Spec.Inputs} and {plan.Spec.Outputs}. Change what lies between.");
        }

        return training.Epochs == plan.Training.Epochs
            ? plan with { Spec = spec, Training = training }
            : throw new ArgumentException($"{nameof(DenseNetworkOptions.AdjustTraining)} answered with {training.Epochs} epochs where there were {plan.Training.Epochs}; set Epochs and Horizon of the options instead.");
    }

    private static T Adjust<T>(Func<T, T>? change, T given, string name)
        where T : class => change is null ? given : change(given) ?? throw new ArgumentException($"{name} answered with null; answer with what it was given, changed by with.");

    private Plan Own(TrainingData train, int outputs, int horizon, bool watched)
    {
        if (options.Standardize && options.Encoding is { } encoding)
        {
            var table = TableEncoder.Fit(train, encoding);
            var network = table.Inputs.Describe(task, outputs, options.Network(task, 1, outputs).Blocks);
            return new Plan(network, options.Training(horizon, watched), table.Transform, model => new NetworkPredictor(model, table));
        }

        var encoder = options.Standardize ? NetworkEncoder.Fit(train, options.Scaling, options.NumericBins) : null;
        var spec = options.Network(task, encoder?.Outputs ?? train.Columns, outputs);
        return new Plan(spec, options.Training(horizon, watched), encoder is null ? AsTheyAre : encoder.Transform, model => new NetworkPredictor(model, encoder));
    }

    private Plan Preset(TrainingData train, int outputs, int horizon, bool watched)
    {
        var encoder = PresetPlan.Encoder(options, train);
        var (spec, training) = PresetPlan.Recipe(options, task, encoder?.Inputs ?? NetworkInputs.Numeric(train.Columns), outputs);
        training = PresetPlan.Training(options, training, horizon, watched);
        return encoder is null
            ? new Plan(spec, training, AsTheyAre, model => new NetworkPredictor(model, encoder: null))
            : new Plan(spec, training, encoder.Transform, model => new NetworkPredictor(model, encoder));
    }

    private static TrainingData AsTheyAre(TrainingData data) => data;

    private void Restore(TrainingSession session, TrainingOptions settings)
    {
        if (_context?.Resume(session.Restore) == true)
        {
            // What may change while training goes on is this trial's own; a checkpoint holds that of the trial it came from.
            session.LearningRate = settings.LearningRate;
            session.WeightDecay = settings.WeightDecay;
            session.Momentum = settings.Momentum;
            session.Dropout = float.NaN;
        }
    }

    private List<EpochReport> RunEpochs(TrainingSession session, int epochs, CancellationToken stop)
    {
        var reports = new List<EpochReport>();
        stop.ThrowIfCancellationRequested();
        while (session.Epoch < epochs && !session.IsFinished)
        {
            var report = RunEpoch(session, stop);
            reports.Add(report);
            options.Progress?.Report(report);
            _context?.Tell(report.Epoch, report.ValidationLoss);
        }

        return reports;
    }

    private EpochReport RunEpoch(TrainingSession session, CancellationToken stop)
    {
        try
        {
            return session.RunEpoch(stop);
        }
        catch (OperationCanceledException)
        {
            // A paused trial goes on from here; the epoch that was cut off is undone.
            _context?.Checkpoints?.Put(_context.CheckpointKey, session.Checkpoint());
            throw;
        }
    }

    /// <summary>What is trained, and what stands in front of it.</summary>
    private sealed record Plan(NetworkSpec Spec, TrainingOptions Training, Func<TrainingData, TrainingData> Encode, Func<NetworkModel, NetworkPredictor> Predictor);
}
