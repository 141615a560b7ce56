using MLNetTuning.Trainers.Linear.Kernels;

namespace MLNetTuning.Trainers.Linear.Solving;

/// <summary>One thread's share of an evaluation: a run of blocks of rows, its sum of losses and its gradient.</summary>
internal sealed class LinearWorker
{
    private readonly TrainingData _data;
    private readonly ILinearLoss _loss;
    private readonly int _block;
    private readonly float[] _scores;
    private readonly float[] _partial;

    public LinearWorker(TrainingData data, ILinearLoss loss, int block)
    {
        _data = data;
        _loss = loss;
        _block = block;
        _scores = new float[block * loss.Outputs];
        _partial = new float[data.Features.Columns * loss.Outputs];
        Gradient = new double[_partial.Length + loss.Outputs];
    }

    /// <summary>The sum of weighted losses.</summary>
    public double Sum { get; private set; }

    /// <summary>Sums of derivative x feature, then sums of derivatives.</summary>
    public double[] Gradient { get; }

    public void Run(float[] weights, float[] offsets, int firstBlock, int endBlock, CancellationToken cancellation)
    {
        Sum = 0;
        Array.Clear(Gradient);
        for (var block = firstBlock; block < endBlock; block++)
        {
            cancellation.ThrowIfCancellationRequested();
            var first = block * _block;
            var rows = Math.Min(_block, _data.Rows - first);
            var scores = _scores.AsSpan(0, rows * offsets.Length);
            Score(first, rows, weights, offsets, scores);
            var rowWeights = _data.Weights is null ? default : _data.Weights.AsSpan(first, rows);
            Sum += _loss.Differentiate(scores, _data.Labels.AsSpan(first, rows), rowWeights);
            Accumulate(first, rows, scores, offsets.Length);
        }
    }

    private void Score(int first, int rows, float[] weights, float[] offsets, Span<float> scores)
    {
        var columns = _data.Features.Columns;
        for (var i = 0; i < rows; i++)
        {
            var row = _data.Features.Row(first + i);
            for (var k = 0; k < offsets.Length; k++)
            {
                scores[(i * offsets.Length) + k] = VectorKernel.Dot(weights.AsSpan(k * columns, columns), row) + offsets[k];
            }
        }
    }

    // Floats are added up within one block only; blocks are added in doubles, so nothing is lost over many rows.
    private void Accumulate(int first, int rows, ReadOnlySpan<float> derivatives, int outputs)
    {
        var columns = _data.Features.Columns;
        Array.Clear(_partial);
        for (var i = 0; i < rows; i++)
        {
            var row = _data.Features.Row(first + i);
            for (var k = 0; k < outputs; k++)
            {
                var derivative = derivatives[(i * outputs) + k];
                VectorKernel.AddScaled(_partial.AsSpan(k * columns, columns), derivative, row);
                Gradient[_partial.Length + k] += derivative;
            }
        }

        for (var i = 0; i < _partial.Length; i++)
        {
            Gradient[i] += _partial[i];
        }
    }
}
