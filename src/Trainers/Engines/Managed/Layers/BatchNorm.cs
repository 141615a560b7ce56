using MLNetTuning.Trainers.Engines.Managed.Kernels;
using MLNetTuning.Trainers.Networks;

namespace MLNetTuning.Trainers.Engines.Managed.Layers;

/// <summary>
/// Batch norm (Ioffe and Szegedy 2015): column statistics of the batch while training, running ones for scoring. The sums of the workers'
/// rows are added in one order by each worker, so that none waits for another's result.
/// </summary>
internal sealed unsafe class BatchNorm : Norm
{
    private const int Columns = 7;
    private readonly KernelSet _kernels;
    private readonly ParameterStore _store;
    private readonly BlockSpec _spec;
    private readonly Parameter _gamma;
    private readonly Parameter _beta;
    private readonly Parameter _runningMean;
    private readonly Parameter _runningVariance;
    private readonly int _groups;
    private readonly int _copies;
    private readonly int _width;
    private readonly int _stride;
    private readonly FloatBuffer _sums;
    private readonly FloatBuffer _columns;
    private readonly FloatBuffer _batch;

    public BatchNorm(Workplace place, NetworkSpec network, int layer)
    {
        _kernels = place.Kernels;
        _store = place.Store;
        _spec = network.Blocks[layer];
        _gamma = _store.Get(layer, TensorKind.Gamma);
        _beta = _store.Get(layer, TensorKind.Beta);
        _runningMean = _store.Get(layer, TensorKind.RunningMean);
        _runningVariance = _store.Get(layer, TensorKind.RunningVariance);
        _groups = network.Groups;
        _copies = network.Members / _groups;
        _width = _gamma.Tensor.Columns;
        _stride = _gamma.Stride;
        _sums = new FloatBuffer(2 * _stride * _store.Workers * _groups);
        _columns = new FloatBuffer(Columns * _stride * _store.Workers * _groups);
        _batch = new FloatBuffer(2 * _stride * _groups);
    }

    /// <inheritdoc/>
    public override bool IsShared => true;

    /// <summary>Sums a worker's rows; shifted by the running mean, which keeps the squares small.</summary>
    public override void Measure(in MatrixView source, in StepContext step, int group) =>
        _kernels.Moments(source, _store.Values(_runningMean) + (group * _stride), Sums(step.Worker, group));

    /// <summary>Turns the sums of all workers into the batch's scale and shift.</summary>
    public override void Prepare(ref BlockArguments arguments, in StepContext step, int group)
    {
        arguments.Scale = Column(step.Worker, group, 0);
        arguments.Shift = Column(step.Worker, group, 1);
        arguments.InverseDeviation = Column(step.Worker, group, 2);
        arguments.NormalShift = Column(step.Worker, group, 3);
        var gamma = _store.Values(_gamma) + (group * _stride);
        var beta = _store.Values(_beta) + (group * _stride);
        var centre = _store.Values(_runningMean) + (group * _stride);
        var batch = _batch.Pointer + (2 * _stride * group);
        var rows = step.BatchRows * _copies;
        for (var i = 0; i < _width; i++)
        {
            var offset = Total(group, i) / rows;
            var mean = centre[i] + offset;
            var variance = Math.Max(0, (Total(group, _stride + i) / rows) - (offset * offset));
            var inverse = 1 / MathF.Sqrt(variance + _spec.NormEpsilon);
            arguments.InverseDeviation[i] = inverse;
            arguments.NormalShift[i] = -mean * inverse;
            arguments.Scale[i] = gamma[i] * inverse;
            arguments.Shift[i] = beta[i] - (mean * gamma[i] * inverse);
            if (step.Worker == 0)
            {
                batch[i] = mean;
                batch[_stride + i] = rows > 1 ? variance * rows / (rows - 1) : variance;
            }
        }
    }

    /// <inheritdoc/>
    public override void Backward(in BlockArguments arguments, in StepContext step, in StagePart part)
    {
        var constant = Column(step.Worker, part.Group, 4);
        var fromGradient = Column(step.Worker, part.Group, 5);
        var fromLinear = Column(step.Worker, part.Group, 6);
        var rows = step.BatchRows * _copies;
        for (var i = 0; i < _width; i++)
        {
            var sum = part.Total(_store.Workers, i);
            var product = part.Total(_store.Workers, _stride + i);
            var scale = arguments.Scale[i];
            constant[i] = -scale * (sum + (arguments.NormalShift[i] * product)) / rows;
            fromGradient[i] = scale;
            fromLinear[i] = -scale * arguments.InverseDeviation[i] * product / rows;
            if (step.Worker == 0)
            {
                _store.Gradient(_beta, 0)[(part.Group * _stride) + i] = sum;
                _store.Gradient(_gamma, 0)[(part.Group * _stride) + i] = product;
            }
        }

        _kernels.NormBackward(part.Gradient, part.Source, constant);
    }

    /// <inheritdoc/>
    public override void UpdateStatistics(float momentum, bool isExact)
    {
        momentum = isExact ? momentum : Math.Max(_spec.NormMomentum, momentum);
        for (var group = 0; group < _groups; group++)
        {
            var mean = _store.Values(_runningMean) + (group * _stride);
            var variance = _store.Values(_runningVariance) + (group * _stride);
            var batch = _batch.Pointer + (2 * _stride * group);
            for (var i = 0; i < _width; i++)
            {
                mean[i] += momentum * (batch[i] - mean[i]);
                variance[i] += momentum * (batch[_stride + i] - variance[i]);
            }
        }
    }

    private float* Sums(int worker, int group) => _sums.Pointer + (2 * _stride * ((worker * _groups) + group));

    private float* Column(int worker, int group, int index) => _columns.Pointer + (((Columns * ((worker * _groups) + group)) + index) * _stride);

    private float Total(int group, int index)
    {
        var total = 0f;
        for (var worker = 0; worker < _store.Workers; worker++)
        {
            total += Sums(worker, group)[index];
        }

        return total;
    }
}
