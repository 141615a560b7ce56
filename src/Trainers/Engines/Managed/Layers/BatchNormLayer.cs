using MLNetTuning.Trainers.Engines.Managed.Kernels;
using MLNetTuning.Trainers.Networks;
using MLNetTuning.Trainers.Training;

namespace MLNetTuning.Trainers.Engines.Managed.Layers;

/// <summary>
/// Batch norm (Ioffe and Szegedy 2015): column statistics of the batch while training, running ones for scoring. The sums of the workers'
/// rows are added in one order by each worker, so that none waits for another's result.
/// </summary>
internal sealed unsafe class BatchNormLayer
{
    private readonly ParameterStore _store;
    private readonly Parameter _gamma;
    private readonly Parameter _beta;
    private readonly Parameter _runningMean;
    private readonly Parameter _runningVariance;
    private readonly int _stride;
    private readonly FloatBuffer _forwardSums;
    private readonly FloatBuffer _backwardSums;
    private readonly FloatBuffer _columns;
    private readonly FloatBuffer _batch;

    public BatchNormLayer(ParameterStore store, int layer)
    {
        _store = store;
        _gamma = store.Get(layer, TensorKind.Gamma);
        _beta = store.Get(layer, TensorKind.Beta);
        _runningMean = store.Get(layer, TensorKind.RunningMean);
        _runningVariance = store.Get(layer, TensorKind.RunningVariance);
        _stride = _gamma.Stride;
        _forwardSums = new FloatBuffer(2 * _stride * store.Workers);
        _backwardSums = new FloatBuffer(2 * _stride * store.Workers);
        _columns = new FloatBuffer(7 * _stride * store.Workers);
        _batch = new FloatBuffer(2 * _stride);
    }

    /// <summary>Sums a worker's rows; shifted by the running mean, which keeps the squares small.</summary>
    public void Measure(KernelSet kernels, in MatrixView linear, int worker) =>
        kernels.Moments(linear, _store.Values(_runningMean), Sums(_forwardSums, worker));

    /// <summary>Turns the sums of all workers into the batch's scale and shift.</summary>
    public void Prepare(ref BlockArguments arguments, int rows, int worker)
    {
        arguments.Scale = Column(worker, 0);
        arguments.Shift = Column(worker, 1);
        arguments.InverseDeviation = Column(worker, 2);
        arguments.NormalShift = Column(worker, 3);
        var gamma = _store.Values(_gamma);
        var beta = _store.Values(_beta);
        var centre = _store.Values(_runningMean);
        for (var i = 0; i < _gamma.Tensor.Columns; i++)
        {
            var offset = Total(_forwardSums, i) / rows;
            var mean = centre[i] + offset;
            var variance = Math.Max(0, (Total(_forwardSums, _stride + i) / rows) - (offset * offset));
            var inverse = 1 / MathF.Sqrt(variance + TrainingDefaults.BatchNormEpsilon);
            arguments.InverseDeviation[i] = inverse;
            arguments.NormalShift[i] = -mean * inverse;
            arguments.Scale[i] = gamma[i] * inverse;
            arguments.Shift[i] = beta[i] - (mean * gamma[i] * inverse);
            if (worker == 0)
            {
                _batch.Pointer[i] = mean;
                _batch.Pointer[_stride + i] = rows > 1 ? variance * rows / (rows - 1) : variance;
            }
        }
    }

    /// <summary>Where a worker's backward pass leaves its sums.</summary>
    public float* BackwardSums(int worker) => Sums(_backwardSums, worker);

    /// <summary>Turns the gradient after normalisation into that before it, for a worker's rows, and gives that of gamma and beta.</summary>
    public void Backward(KernelSet kernels, in BlockArguments arguments, in MatrixView gradient, int rows, int worker)
    {
        var constant = Column(worker, 4);
        var fromGradient = Column(worker, 5);
        var fromLinear = Column(worker, 6);
        for (var i = 0; i < _gamma.Tensor.Columns; i++)
        {
            var sum = Total(_backwardSums, i);
            var product = Total(_backwardSums, _stride + i);
            var scale = arguments.Scale[i];
            constant[i] = -scale * (sum + (arguments.NormalShift[i] * product)) / rows;
            fromGradient[i] = scale;
            fromLinear[i] = -scale * arguments.InverseDeviation[i] * product / rows;
            if (worker == 0)
            {
                _store.Gradient(_beta, 0)[i] = sum;
                _store.Gradient(_gamma, 0)[i] = product;
            }
        }

        kernels.NormBackward(gradient, new MatrixView(arguments.Linear, gradient.Rows, gradient.Columns, _stride), constant);
    }

    /// <summary>Steps gamma, beta and the running statistics; for one worker.</summary>
    /// <param name="kernels">The kernels.</param>
    /// <param name="numbers">The step.</param>
    /// <param name="momentum">Weight of the batch in the running statistics.</param>
    public void Update(KernelSet kernels, in StepNumbers numbers, float momentum)
    {
        var row = new RowRange(0, 1);
        _store.Update(kernels, _gamma, row, numbers);
        _store.Update(kernels, _beta, row, numbers);
        var mean = _store.Values(_runningMean);
        var variance = _store.Values(_runningVariance);
        for (var i = 0; i < _gamma.Tensor.Columns; i++)
        {
            mean[i] += momentum * (_batch.Pointer[i] - mean[i]);
            variance[i] += momentum * (_batch.Pointer[_stride + i] - variance[i]);
        }
    }

    private float* Sums(FloatBuffer buffer, int worker) => buffer.Pointer + (2 * _stride * worker);

    private float* Column(int worker, int index) => _columns.Pointer + (((7 * worker) + index) * _stride);

    private float Total(FloatBuffer buffer, int index)
    {
        var total = 0f;
        for (var worker = 0; worker < _store.Workers; worker++)
        {
            total += Sums(buffer, worker)[index];
        }

        return total;
    }
}
