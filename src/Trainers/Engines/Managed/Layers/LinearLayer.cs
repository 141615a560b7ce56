using MLNetTuning.Trainers.Engines.Managed.Kernels;
using MLNetTuning.Trainers.Networks;

namespace MLNetTuning.Trainers.Engines.Managed.Layers;

/// <summary>The matrix of a layer: forward z = x W, backward dW = xᵀ dz and dx = dz Wᵀ.</summary>
internal sealed unsafe class LinearLayer
{
    private readonly ParameterStore _store;
    private readonly Parameter _weights;
    private readonly FloatBuffer _transposed;

    public LinearLayer(ParameterStore store, int layer)
    {
        _store = store;
        _weights = store.Get(layer, TensorKind.Weights);
        _transposed = new FloatBuffer(checked(Outputs * FloatBuffer.Pad(Inputs)));
    }

    private int Inputs => _weights.Tensor.Rows;

    private int Outputs => _weights.Tensor.Columns;

    public void Forward(KernelSet kernels, in MatrixView x, in MatrixView z) => kernels.Multiply(x, _store.Matrix(_weights), z);

    public void WeightGradient(KernelSet kernels, in MatrixView x, in MatrixView dz, int worker) =>
        kernels.Multiply(x.Transposed, dz, _store.GradientMatrix(_weights, worker));

    public void InputGradient(KernelSet kernels, in MatrixView dz, in MatrixView dx) =>
        kernels.Multiply(dz, new MatrixView(_transposed.Pointer, Outputs, Inputs, FloatBuffer.Pad(Inputs)), dx);

    /// <summary>Steps a worker's share of the matrix and brings the transpose up to date.</summary>
    public void Update(KernelSet kernels, int worker, in StepNumbers numbers)
    {
        var rows = RowRange.Share(Inputs, worker, _store.Workers);
        _store.Update(kernels, _weights, rows, numbers);
        Transpose(rows);
    }

    /// <summary>Brings the transpose up to date after the values were set.</summary>
    public void Refresh() => Transpose(new RowRange(0, Inputs));

    private void Transpose(RowRange rows)
    {
        nint stride = FloatBuffer.Pad(Inputs);
        for (var row = rows.Start; row < rows.Start + rows.Count; row++)
        {
            var source = _store.Values(_weights) + ((nint)row * _weights.Stride);
            var target = _transposed.Pointer + row;
            for (var column = 0; column < Outputs; column++)
            {
                *target = source[column];
                target += stride;
            }
        }
    }
}
