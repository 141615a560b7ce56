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
    private readonly Device _device;
    private readonly TorchNetwork _network;
    private readonly TorchOptimizer _optimizer;
    private readonly TorchLoss _loss;
    private readonly TorchData _train;
    private readonly TorchValidator? _validator;
    private readonly NetworkWeights _present;
    private readonly NetworkWeights _best;
    private readonly int[] _order;
    private readonly float[] _held;
    private (float[] Values, float[] Moments, long Steps) _marked;
    private double _gradientNorm = double.NaN;
    private long _steps;
    private long _first;

    public TorchSession(NetworkSpec spec, TrainingOptions options, TrainingParts parts, Device device, TimeProvider clock)
        : base(spec, options, parts, clock)
    {
        _device = device;
        _present = parts.StartWeights(spec, options);
        _best = _present.Copy();
        _network = new TorchNetwork(_present, options, device);
        _optimizer = new TorchOptimizer(_network.Parameters, Averages);
        _loss = new TorchLoss(_present, options);
        _train = new TorchData(parts.Train, parts, spec, device);
        _validator = parts.Validation is null ? null : new TorchValidator(parts.Validation, _present, options, device);
        _order = new int[parts.Train.Rows];
        _held = new float[_present.Values.Length];
        _marked = (new float[_present.Values.Length], new float[_optimizer.StateLength], 0);
    }

    private protected override string EngineName => Engine;

    private protected override double GradientNorm => _gradientNorm;

    private bool Averages => Options.Averaging != WeightAveraging.None;

    private protected override (double Loss, double LearningRate) TrainEpoch(CancellationToken cancellation)
    {
        using var scope = NewDisposeScope();
        UseThreads();
        RowOrder.Fill(_order, Seed, Epoch);
        var order = tensor(_order.Select(row => (long)row).ToArray()).to(_device);
        var sum = zeros(1, ScalarType.Float64, _device);
        var rate = 0.0;
        _first = _steps;
        for (var batch = 0; batch < Parts.Batches.Batches; batch++)
        {
            cancellation.ThrowIfCancellationRequested();
            var numbers = Numbers();
            Step(Rows(order, batch), (sum, batch == Parts.Batches.Batches - 1), numbers);
            rate = numbers.LearningRate;
            _steps++;
        }

        // The device is waited for here, once an epoch.
        var loss = sum.cpu().item<double>() / Parts.Batches.Batches * _loss.Unit;
        if (!double.IsFinite(loss) || !AreFinite())
        {
            return (double.NaN, rate);
        }

        EndEpoch(order);
        return (loss, rate);
    }

    private protected override (double Loss, double Watched) Validate()
    {
        UseThreads();
        if (!Averages)
        {
            return _validator!.Measure(_network);
        }

        _network.Parameters.Export(_held);
        _network.Parameters.Import(_present.Values);
        var result = _validator!.Measure(_network);
        _network.Parameters.Import(_held);
        return result;
    }

    private protected override void MarkState()
    {
        _network.Parameters.Export(_marked.Values);
        _optimizer.Export(_marked.Moments);
        _marked.Steps = _steps;
    }

    private protected override void RollBack() => TakeOver(_marked.Values, _marked.Moments, _marked.Steps);

    private protected override void KeepBest() => _present.Values.CopyTo(_best.Values, 0);

    private protected override void WriteState(BinaryWriter writer)
    {
        MarkState();
        writer.Write(_steps);
        FloatFormat.Write(writer, _marked.Values);
        FloatFormat.Write(writer, _marked.Moments);
        FloatFormat.Write(writer, _present.Values);
        FloatFormat.Write(writer, _best.Values);
    }

    private protected override void ReadState(BinaryReader reader)
    {
        var steps = reader.ReadInt64();
        float[][] parts = [new float[_present.Values.Length], new float[_optimizer.StateLength], new float[_present.Values.Length], new float[_best.Values.Length]];
        foreach (var part in parts)
        {
            FloatFormat.Read(reader, part);
        }

        TakeOver(parts[0], parts[1], steps);
        parts[2].CopyTo(_present.Values, 0);
        parts[3].CopyTo(_best.Values, 0);
    }

    private protected override NetworkWeights CopyWeights(bool best) => (best ? _best : _present).Copy();

    private protected override void Dispose(bool disposing)
    {
        _network.Dispose();
        _optimizer.Dispose();
        _train.Dispose();
        _validator?.Dispose();
    }

    private Tensor Rows(Tensor order, int batch) => order.narrow(0, (long)batch * BatchSize, Parts.Batches.RowsOf(batch));

    private void Step(Tensor rows, (Tensor Losses, bool IsLast) epoch, in StepNumbers numbers)
    {
        using var scope = NewDisposeScope();
        var pass = new TorchPass(Seed, _steps, DropoutOf) { IsPenalised = Options.ActivityPenalty > 0 };
        var outputs = _network.Forward(_train.Features.index_select(0, rows), pass);
        var losses = _loss.Rows(outputs, _train.Labels.index_select(0, rows));
        losses = losses.dim() > 1 ? losses.mean([0L]) : losses;
        var weights = _train.Weights.index_select(0, rows);

        // A batch whose rows all weigh nothing has loss 0 and moves nothing.
        var loss = losses.mul(weights).sum().div(weights.sum().AtLeast(1e-30));
        var total = pass.Squares is null ? loss : loss.Plus(pass.Squares.Times(Options.ActivityPenalty));
        var gradients = autograd.grad([total], _optimizer.Values, allow_unused: false);
        using (no_grad())
        {
            Update(gradients, epoch.IsLast, numbers);
            epoch.Losses.PlusInPlace(loss.detach().to_type(ScalarType.Float64));
        }
    }

    private void Update(IList<Tensor> gradients, bool isLast, in StepNumbers numbers)
    {
        var factor = GradientFactor(gradients, isLast);
        if (Options.GradientNoise > 0)
        {
            gradients = [.. gradients.Select(gradient => gradient.clone())];
            _optimizer.AddNoise(gradients, Schedules.NoiseDeviation(Options, _steps) / factor, (Seed, _steps));
        }

        _optimizer.Step(gradients, numbers, factor);
        if (Options.MaxNorm > 0)
        {
            _network.Parameters.Constrain(Options.MaxNorm);
        }

        if (Options.Averaging == WeightAveraging.Exponential)
        {
            // The first steps weigh alike, so that the start vanishes at once.
            _optimizer.Average(Math.Max(1 - Options.AverageDecay, 1f / (_steps + 1)));
        }
    }

    /// <summary>What clipping by norm leaves of the gradient. The norm is measured where it is needed, as the device has to be waited for.</summary>
    private float GradientFactor(IList<Tensor> gradients, bool isLast)
    {
        if (Options.ClipNorm == 0 && !isLast)
        {
            return 1;
        }

        _gradientNorm = Math.Sqrt(_optimizer.SquareSum(gradients).cpu().item<double>());
        return Options.ClipNorm > 0 && _gradientNorm > Options.ClipNorm ? (float)(Options.ClipNorm / _gradientNorm) : 1;
    }

    /// <summary>Makes the weights that are validated.</summary>
    private void EndEpoch(Tensor order)
    {
        if (!Averages)
        {
            _network.Parameters.Export(_present.Values);
            return;
        }

        if (Options.Averaging == WeightAveraging.Stochastic)
        {
            var averaged = Epoch + 1 - (int)(Options.AverageFrom * Options.Epochs);
            _optimizer.Average(averaged > 1 ? 1.0 / averaged : 1);
        }

        _network.Parameters.Export(_held);
        _optimizer.SwapAverages();
        if (_network.HasStatistics)
        {
            MeasureStatistics(order);
        }

        _network.Parameters.Export(_present.Values);
        _optimizer.SwapAverages();
        _network.Parameters.Import(_held);
    }

    /// <summary>Takes the running statistics anew, as plain means over the epoch's batches.</summary>
    private void MeasureStatistics(Tensor order)
    {
        using var still = no_grad();
        for (var batch = 0; batch < Parts.Batches.Batches; batch++)
        {
            using var scope = NewDisposeScope();
            var pass = new TorchPass(Seed, 0, _ => 0) { Momentum = 1.0 / (batch + 1) };
            _network.Forward(_train.Features.index_select(0, Rows(order, batch)), pass);
        }
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
        var epochs = Epoch + ((double)(_steps - _first) / Parts.Batches.Batches);
        return (epochs / Options.Epochs, epochs);
    }

    private float DropoutOf(float rate)
    {
        var (t, epochs) = Progress();
        return (float)Schedules.Multiplier(Options.DropoutSchedule, Options.ScheduleShape, t, epochs) * (float.IsNaN(Dropout) ? rate : Dropout);
    }

    private bool AreFinite()
    {
        _network.Parameters.Export(_held);
        return DataChecks.IndexOfNonFinite(_held) < 0;
    }

    private void TakeOver(float[] values, float[] moments, long steps)
    {
        _network.Parameters.Import(values);
        _optimizer.Import(moments);
        _steps = steps;
    }

    /// <summary>Torch's thread count is the calling thread's, or the whole process's: each epoch sets it.</summary>
    private void UseThreads()
    {
        if (get_num_threads() != Options.Threads)
        {
            set_num_threads(Options.Threads);
        }
    }
}
