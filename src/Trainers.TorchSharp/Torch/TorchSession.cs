using MLNetTuning.Trainers.Engines;
using MLNetTuning.Trainers.Engines.Managed.Kernels;
using MLNetTuning.Trainers.Networks;
using MLNetTuning.Trainers.Training;
using TorchSharp;
using static TorchSharp.torch;

namespace MLNetTuning.Trainers.TorchSharp.Torch;

/// <summary>A session of the torch engine. Tensors of a step live in a scope that ends with it.</summary>
internal sealed class TorchSession : TrainingSession
{
    public const string Engine = "torch";
    private const int PieceRows = 8192;
    private readonly Device _device;
    private readonly TorchNetwork _network;
    private readonly TorchOptimizer _optimizer;
    private readonly TorchData _train;
    private readonly TorchData? _validation;
    private readonly NetworkWeights _best;
    private readonly int[] _order;
    private (float[] Values, float[] Moments, long Steps) _marked;
    private long _steps;

    public TorchSession(NetworkSpec spec, TrainingOptions options, TrainingParts parts, Device device, TimeProvider clock)
        : base(spec, options, parts, clock)
    {
        _device = device;
        _best = parts.StartWeights(spec, options);
        _network = new TorchNetwork(_best, device);
        _optimizer = new TorchOptimizer(_network);
        _train = new TorchData(parts.Train, parts, spec.Task, device);
        _validation = parts.Validation is null ? null : new TorchData(parts.Validation, parts, spec.Task, device);
        _order = new int[parts.Train.Rows];
        _marked = (new float[_best.Values.Length], new float[_optimizer.StateLength], 0);
    }

    private protected override string EngineName => Engine;

    /// <summary>What a squared error of standardised labels is multiplied by to be in label units.</summary>
    private double LossUnit => Spec.Task == PredictionTask.Regression ? Parts.TargetScale * Parts.TargetScale : 1;

    private protected override (double Loss, double LearningRate) TrainEpoch(CancellationToken cancellation)
    {
        using var scope = NewDisposeScope();
        UseThreads();
        RowOrder.Fill(_order, Seed, Epoch);
        var order = tensor(_order.Select(row => (long)row).ToArray()).to(_device);
        var sum = zeros(1, ScalarType.Float64, _device);
        var rate = 0.0;
        for (var batch = 0; batch < Parts.Batches.Batches; batch++)
        {
            cancellation.ThrowIfCancellationRequested();
            var rows = order.narrow(0, (long)batch * BatchSize, Parts.Batches.RowsOf(batch));
            var numbers = Numbers();
            Step(rows, sum, numbers);
            rows.Dispose();
            rate = numbers.LearningRate;
            _steps++;
        }

        // The device is waited for here, once an epoch.
        var loss = sum.cpu().item<double>() / Parts.Batches.Batches * LossUnit;
        return (AreFinite() ? loss : double.NaN, rate);
    }

    private protected override (double Loss, double Watched) Validate()
    {
        using var scope = NewDisposeScope();
        using var still = no_grad();
        UseThreads();
        var rows = Parts.Validation!.Rows;
        var sum = zeros(1, ScalarType.Float64, _device);
        for (var start = 0; start < rows; start += PieceRows)
        {
            using var piece = NewDisposeScope();
            var count = Math.Min(PieceRows, rows - start);
            var outputs = _network.Predict(_validation!.Features.narrow(0, start, count));
            var losses = TorchLoss.Rows(Spec.Task, outputs, _validation.Labels.narrow(0, start, count), 0);
            sum.add_(losses.mul(_validation.Weights.narrow(0, start, count)).sum(ScalarType.Float64));
        }

        var total = _validation!.Weights.sum(ScalarType.Float64);
        var loss = sum.cpu().item<double>() / total.cpu().item<double>() * LossUnit;
        return (loss, loss);
    }

    private protected override void MarkState()
    {
        _network.Export(_marked.Values);
        _optimizer.Export(_marked.Moments);
        _marked.Steps = _steps;
    }

    private protected override void RollBack() => TakeOver(_marked.Values, _marked.Moments, _marked.Steps);

    private protected override void KeepBest() => _network.Export(_best.Values);

    private protected override void WriteState(BinaryWriter writer)
    {
        MarkState();
        writer.Write(_steps);
        FloatFormat.Write(writer, _marked.Values);
        FloatFormat.Write(writer, _marked.Moments);
        FloatFormat.Write(writer, _best.Values);
    }

    private protected override void ReadState(BinaryReader reader)
    {
        var steps = reader.ReadInt64();
        var values = new float[_best.Values.Length];
        var moments = new float[_optimizer.StateLength];
        var best = new float[_best.Values.Length];
        FloatFormat.Read(reader, values);
        FloatFormat.Read(reader, moments);
        FloatFormat.Read(reader, best);
        TakeOver(values, moments, steps);
        best.CopyTo(_best.Values, 0);
    }

    private protected override NetworkWeights CopyWeights(bool best)
    {
        var copy = _best.Copy();
        if (!best)
        {
            _network.Export(copy.Values);
        }

        return copy;
    }

    private protected override void Dispose(bool disposing)
    {
        _network.Dispose();
        _optimizer.Dispose();
        _train.Dispose();
        _validation?.Dispose();
    }

    private void Step(Tensor rows, Tensor sum, in StepNumbers numbers)
    {
        using var scope = NewDisposeScope();
        var outputs = _network.Train(_train.Features.index_select(0, rows), Seed, _steps, DropoutOf);
        var losses = TorchLoss.Rows(Spec.Task, outputs, _train.Labels.index_select(0, rows), Options.LabelSmoothing);
        var weights = _train.Weights.index_select(0, rows);

        // A batch whose rows all weigh nothing has loss 0 and moves nothing.
        var loss = losses.mul(weights).sum().div(weights.sum().clamp_min(1e-30));
        var gradients = autograd.grad([loss], _optimizer.Parameters, allow_unused: false);
        _optimizer.Step(gradients, numbers);
        using var still = no_grad();
        sum.add_(loss.detach().to_type(ScalarType.Float64));
    }

    private StepNumbers Numbers()
    {
        var (t, epochs) = Progress();
        var rate = LearningRate * PlateauFactor * Schedules.RateMultiplier(Options, t, epochs);
        var decay = WeightDecay * Schedules.Multiplier(Options.DecaySchedule, Options.ScheduleShape, t, epochs);
        return new StepNumbers(Options, (float)rate, (float)decay, Momentum, _steps + 1);
    }

    /// <summary>The parts of the horizon and the epochs done.</summary>
    private (double Horizon, double Epochs) Progress()
    {
        var epochs = (double)_steps / Parts.Batches.Batches;
        return (epochs / Options.Epochs, epochs);
    }

    private float DropoutOf(float rate)
    {
        var (t, epochs) = Progress();
        return (float)Schedules.Multiplier(Options.DropoutSchedule, Options.ScheduleShape, t, epochs) * (float.IsNaN(Dropout) ? rate : Dropout);
    }

    private bool AreFinite()
    {
        var values = new float[_best.Values.Length];
        _network.Export(values);
        return DataChecks.IndexOfNonFinite(values) < 0;
    }

    private void TakeOver(float[] values, float[] moments, long steps)
    {
        _network.Import(values);
        _optimizer.Import(moments);
        _steps = steps;
    }

    /// <summary>Torch's thread count is the whole process's: the last session to run sets it.</summary>
    private void UseThreads()
    {
        if (get_num_threads() != Options.Threads)
        {
            set_num_threads(Options.Threads);
        }
    }
}
