using MLNetTuning.Trainers.Engines.Managed.Kernels;
using MLNetTuning.Trainers.Engines.Managed.Layers;
using MLNetTuning.Trainers.Networks;
using MLNetTuning.Trainers.Training;

namespace MLNetTuning.Trainers.Engines.Managed;

/// <summary>A session of the managed engine.</summary>
internal sealed class ManagedSession : TrainingSession
{
    private readonly KernelSet _kernels;
    private readonly WorkerTeam _team;
    private readonly ManagedNetwork _network;
    private readonly Validator? _validator;
    private readonly NetworkWeights _best;
    private readonly float[] _marked;
    private readonly int[] _order;
    private readonly double[] _losses;
    private readonly Action<int> _work;
    private CancellationToken _cancellation;
    private double _lossSum;
    private double _rate;
    private long _steps;
    private long _markedSteps;
    private volatile bool _stops;

    public ManagedSession(NetworkSpec spec, TrainingOptions options, TrainingParts parts, KernelSet kernels, TimeProvider clock)
        : base(spec, options, parts, clock)
    {
        _kernels = kernels;
        _best = new NetworkWeights(spec) { TargetMean = parts.TargetMean, TargetScale = parts.TargetScale };
        _team = new WorkerTeam(options.Threads);
        _network = new ManagedNetwork(kernels, _team, spec, Loss.For(_best, options.LabelSmoothing), parts.Batches.BatchSize);
        _validator = parts.Validation is null ? null : new Validator(kernels, parts.Validation, _best);
        _order = new int[parts.Train.Rows];
        _losses = new double[options.Threads * 8];
        _marked = new float[_network.Store.State.Length];
        _work = Work;
        WeightStart.Fill(_best, parts.StartBias(spec), options.Seed);
        _network.Store.Import(_best);
        _network.Refresh();
    }

    private protected override string EngineName => "managed";

    private protected override (double Loss, double LearningRate) TrainEpoch(CancellationToken cancellation)
    {
        RowOrder.Fill(_order, Seed, Epoch);
        _cancellation = cancellation;
        _stops = false;
        _lossSum = 0;
        _team.Run(_work);
        cancellation.ThrowIfCancellationRequested();
        var loss = _lossSum / Parts.Batches.Batches;
        return (IsFinite(_network.Store.State) ? loss : double.NaN, _rate);
    }

    private protected override double ValidationLoss() => _validator!.Measure(_network.Store, Options.Threads);

    private protected override void MarkState()
    {
        _network.Store.State.CopyTo(_marked);
        _markedSteps = _steps;
    }

    private protected override void RollBack()
    {
        _marked.CopyTo(_network.Store.State);
        _steps = _markedSteps;
        _network.Refresh();
    }

    private protected override void KeepBest() => _network.Store.Export(_best);

    private protected override void WriteState(BinaryWriter writer)
    {
        writer.Write(_steps);
        FloatFormat.Write(writer, _network.Store.State);
        FloatFormat.Write(writer, _best.Values);
    }

    private protected override void ReadState(BinaryReader reader)
    {
        var steps = reader.ReadInt64();
        var state = new float[_network.Store.State.Length];
        var best = new float[_best.Values.Length];
        FloatFormat.Read(reader, state);
        FloatFormat.Read(reader, best);
        _steps = steps;
        state.CopyTo(_network.Store.State);
        best.CopyTo(_best.Values);
        _network.Refresh();
    }

    private protected override NetworkWeights CopyWeights(bool best)
    {
        var copy = new NetworkWeights(Spec) { TargetMean = Parts.TargetMean, TargetScale = Parts.TargetScale };
        if (best)
        {
            _best.Values.CopyTo(copy.Values);
        }
        else
        {
            _network.Store.Export(copy);
        }

        return copy;
    }

    private protected override void Dispose(bool disposing) => _team.Dispose();

    private static bool IsFinite(ReadOnlySpan<float> values) => DataChecks.IndexOfNonFinite(values) < 0;

    /// <summary>One worker's epoch; all workers take the same steps.</summary>
    private void Work(int worker)
    {
        var batches = Parts.Batches;
        var first = _steps;
        for (var batch = 0; batch < batches.Batches; batch++)
        {
            var rows = batches.RowsOf(batch);
            var step = Context(worker, rows, first + batch);
            _network.Gather(Parts.Train, _order.AsSpan(batch * batches.BatchSize, rows), step.Rows);
            _losses[worker * 8] = _network.Differentiate(step);
            _team.Wait(worker);
            if (worker == 0)
            {
                EndStep(step);
            }

            _network.Update(step);
            _team.Wait(worker);
            if (_stops)
            {
                return;
            }
        }
    }

    private StepContext Context(int worker, int rows, long step)
    {
        var horizon = (double)Options.Epochs * Parts.Batches.Batches;
        var rate = LearningRate * Schedules.Multiplier(Options.Schedule, step / horizon);
        return new StepContext
        {
            Worker = worker,
            BatchRows = rows,
            Rows = RowRange.Share(rows, worker, Options.Threads, 4),
            Step = step,
            Seed = Seed,
            StatisticsMomentum = Math.Max(TrainingDefaults.BatchNormMomentum, 1f / (step + 1)),
            Numbers = new StepNumbers(Options, (float)rate, WeightDecay, Momentum, step + 1),
        };
    }

    private void EndStep(in StepContext step)
    {
        var loss = 0.0;
        for (var worker = 0; worker < Options.Threads; worker++)
        {
            loss += _losses[worker * 8];
        }

        _lossSum += loss;
        _rate = step.Numbers.LearningRate;
        _steps = step.Step + 1;
        if (!double.IsFinite(loss) || _cancellation.IsCancellationRequested)
        {
            _stops = true;
        }
    }
}
