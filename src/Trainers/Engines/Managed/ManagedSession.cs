using MLNetTuning.Trainers.Engines.Managed.Kernels;
using MLNetTuning.Trainers.Engines.Managed.Layers;
using MLNetTuning.Trainers.Networks;
using MLNetTuning.Trainers.Training;

namespace MLNetTuning.Trainers.Engines.Managed;

/// <summary>A session of the managed engine.</summary>
internal sealed class ManagedSession : TrainingSession
{
    // A worker's numbers lie a cache line apart.
    private const int Line = 8;
    private readonly WorkerTeam _team;
    private readonly ManagedNetwork _network;
    private readonly Validator? _validator;
    private readonly NetworkWeights _present;
    private readonly NetworkWeights _best;
    private readonly float[] _marked;
    private readonly float[] _untrained;
    private readonly int[] _order;
    private readonly double[] _losses;
    private readonly double[] _squares;
    private readonly Action<int> _work;
    private readonly Action<int> _measure;
    private CancellationToken _cancellation;
    private double _lossSum;
    private double _rate;
    private double _gradientNorm = double.NaN;
    private long _steps;
    private long _markedSteps;
    private volatile bool _stops;

    public ManagedSession(NetworkSpec spec, TrainingOptions options, TrainingParts parts, KernelSet kernels, TimeProvider clock)
        : base(spec, options, parts, clock)
    {
        _present = parts.StartWeights(spec, options);
        _best = _present.Copy();
        _team = new WorkerTeam(options.Threads);
        _network = new ManagedNetwork(kernels, _team, spec, Loss.For(_best, options), parts.Batches.BatchSize, options);
        _network.SetFactors(options);
        _validator = parts.Validation is null ? null : new Validator(kernels, parts.Validation, _best, options);
        _order = new int[parts.Train.Rows * _network.Batches];
        _losses = new double[options.Threads * Line];
        _squares = new double[options.Threads * Line];
        _marked = new float[_network.Store.State.Length];
        _untrained = new float[_network.Store.Untrained.Length];
        _work = Work;
        _measure = MeasureStatistics;
        _network.Store.Import(_present);
        _network.Refresh();
    }

    private protected override string EngineName => "managed";

    private protected override double GradientNorm => _gradientNorm;

    private bool Averages => _network.Store.KeepsAverages;

    private protected override (double Loss, double LearningRate) TrainEpoch(CancellationToken cancellation)
    {
        RowOrder.FillMembers(_order, _network.Batches, Seed, Epoch);
        _cancellation = cancellation;
        _stops = false;
        _lossSum = 0;
        _team.Run(_work);
        cancellation.ThrowIfCancellationRequested();
        var loss = _lossSum / Parts.Batches.Batches;
        if (!double.IsFinite(loss) || !IsFinite(_network.Store.State))
        {
            return (double.NaN, _rate);
        }

        EndEpoch();
        return (loss, _rate);
    }

    private protected override (double Loss, double Watched) Validate() => _validator!.Measure(_present, Options.Threads);

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

    private protected override void KeepBest() => _present.Values.CopyTo(_best.Values, 0);

    private protected override void WriteState(BinaryWriter writer)
    {
        writer.Write(_steps);
        FloatFormat.Write(writer, _network.Store.State);
        FloatFormat.Write(writer, _present.Values);
        FloatFormat.Write(writer, _best.Values);
    }

    private protected override void ReadState(BinaryReader reader)
    {
        var steps = reader.ReadInt64();
        var state = new float[_network.Store.State.Length];
        var present = new float[_present.Values.Length];
        var best = new float[_best.Values.Length];
        FloatFormat.Read(reader, state);
        FloatFormat.Read(reader, present);
        FloatFormat.Read(reader, best);
        _steps = steps;
        state.CopyTo(_network.Store.State);
        present.CopyTo(_present.Values, 0);
        best.CopyTo(_best.Values, 0);
        _network.Refresh();
    }

    private protected override NetworkWeights CopyWeights(bool best) => (best ? _best : _present).Copy();

    private protected override void Dispose(bool disposing) => _team.Dispose();

    private static bool IsFinite(ReadOnlySpan<float> values) => DataChecks.IndexOfNonFinite(values) < 0;

    /// <summary>One worker's epoch; all workers take the same steps.</summary>
    private void Work(int worker)
    {
        var batches = Parts.Batches;
        var first = _steps;
        for (var batch = 0; batch < batches.Batches; batch++)
        {
            var step = Context(worker, batch, first + batch);
            _network.Gather(Parts.Train, _order, batch * batches.BatchSize, step);
            _losses[worker * Line] = _network.Differentiate(step);
            _team.Wait(worker);
            var factor = GradientFactor(worker, isMeasured: batch == batches.Batches - 1);
            if (worker == 0)
            {
                EndStep(step);
            }

            Update(step, factor);
            _team.Wait(worker);
            if (Options.MaxNorm > 0)
            {
                Constrain(worker);
            }

            if (_stops)
            {
                return;
            }

            if (Options.Averaging == WeightAveraging.Exponential)
            {
                // After the constraint, which a mean of constrained weights keeps; the first steps weigh alike, so that the start vanishes at once.
                _network.Store.Average(worker, Math.Max(1 - Options.AverageDecay, 1f / (step.Step + 1)));
            }
        }
    }

    /// <summary>What clipping by norm leaves of the gradient. The norm is measured where it is needed.</summary>
    private float GradientFactor(int worker, bool isMeasured)
    {
        if (Options.ClipNorm == 0 && !isMeasured)
        {
            return 1;
        }

        _squares[worker * Line] = _network.GradientSquareSum(worker);
        _team.Wait(worker);
        var sum = 0.0;
        for (var i = 0; i < Options.Threads; i++)
        {
            sum += _squares[i * Line];
        }

        var norm = Math.Sqrt(sum);
        if (worker == 0)
        {
            _gradientNorm = norm;
        }

        return Options.ClipNorm > 0 && norm > Options.ClipNorm ? (float)(Options.ClipNorm / norm) : 1;
    }

    private void Update(in StepContext step, float gradientFactor)
    {
        if (Options.GradientNoise > 0)
        {
            // The update shortens noise and gradient alike; only the gradient is meant.
            _network.Store.AddNoise(step.Worker, Schedules.NoiseDeviation(Options, step.Step) / gradientFactor, (Seed, step.Step));
        }

        _network.Update(step, gradientFactor);
    }

    private void Constrain(int worker)
    {
        if (worker == 0)
        {
            _network.Constrain(Options.MaxNorm);
        }

        _team.Wait(worker);
    }

    private StepContext Context(int worker, int batch, long step)
    {
        // By epoch, not by step: a checkpoint may come from batches of another size.
        var epochs = Epoch + ((double)batch / Parts.Batches.Batches);
        var rows = Parts.Batches.RowsOf(batch);
        var t = epochs / Options.Epochs;
        var rate = LearningRate * PlateauFactor * Schedules.RateMultiplier(Options, t, epochs);
        var decay = WeightDecay * Schedules.Multiplier(Options.DecaySchedule, Options.ScheduleShape, t, epochs);
        return new StepContext
        {
            Worker = worker,
            BatchRows = rows,
            Rows = RowRange.Share(rows, worker, Options.Threads, 4),
            Step = step,
            Seed = Seed,
            LeastMomentum = 1f / (step + 1),
            Dropout = Dropout,
            DropoutFactor = (float)Schedules.Multiplier(Options.DropoutSchedule, Options.ScheduleShape, t, epochs),
            ActivityPenalty = Options.ActivityPenalty,
            Numbers = new StepNumbers(Options, (float)rate, (float)decay, Momentum, step + 1),
        };
    }

    private void EndStep(in StepContext step)
    {
        var loss = 0.0;
        for (var worker = 0; worker < Options.Threads; worker++)
        {
            loss += _losses[worker * Line];
        }

        _lossSum += loss;
        _rate = step.Numbers.LearningRate;
        _steps = step.Step + 1;
        if (!double.IsFinite(loss) || _cancellation.IsCancellationRequested)
        {
            _stops = true;
        }
    }

    /// <summary>Makes the weights that are validated.</summary>
    private void EndEpoch()
    {
        var store = _network.Store;
        if (!Averages)
        {
            store.Export(_present);
            return;
        }

        if (Options.Averaging == WeightAveraging.Stochastic)
        {
            var averaged = Epoch + 1 - (int)(Options.AverageFrom * Options.Epochs);
            var weight = averaged > 1 ? 1f / averaged : 1;
            _team.Run(worker => store.Average(worker, weight));
        }

        store.SwapAverages();
        store.Untrained.CopyTo(_untrained);
        if (_network.HasStatistics)
        {
            _network.Refresh();
            _team.Run(_measure);
        }

        store.Export(_present);
        _untrained.CopyTo(store.Untrained);
        store.SwapAverages();
        _network.Refresh();
    }

    /// <summary>Takes the running statistics anew, as plain means over the epoch's batches.</summary>
    private void MeasureStatistics(int worker)
    {
        var batches = Parts.Batches;
        for (var batch = 0; batch < batches.Batches; batch++)
        {
            var rows = batches.RowsOf(batch);
            var step = new StepContext
            {
                Worker = worker,
                BatchRows = rows,
                Rows = RowRange.Share(rows, worker, Options.Threads, 4),
                DropoutFactor = 0,
            };
            _network.Gather(Parts.Train, _order, batch * batches.BatchSize, step);
            _network.Forward(step);
            _team.Wait(worker);
            if (worker == 0)
            {
                _network.UpdateStatistics(1f / (batch + 1), isExact: true);
            }

            _team.Wait(worker);
        }
    }
}
