namespace MLNetTuning.Trainers.Linear.Solving;

/// <summary>One thread's share of an evaluation: a run of blocks of rows, its sum of losses and its gradient.</summary>
internal sealed class LinearWorker
{
    private readonly LinearRows _rows;
    private readonly ILinearLoss _loss;
    private readonly int _block;
    private readonly float[] _scores;
    private readonly float[] _partial;

    public LinearWorker(LinearRows rows, ILinearLoss loss, int block)
    {
        _rows = rows;
        _loss = loss;
        _block = block;
        _scores = new float[block * loss.Outputs];
        _partial = new float[rows.Columns * loss.Outputs];
        Gradient = new double[_partial.Length + loss.Outputs];
    }

    /// <summary>The sum of weighted losses.</summary>
    public double Sum { get; private set; }

    /// <summary>Sums of derivative x feature, then sums of derivatives.</summary>
    public double[] Gradient { get; }

    /// <summary>Works through some blocks.</summary>
    /// <param name="weights">The weights, output by output.</param>
    /// <param name="offsets">What each output adds.</param>
    /// <param name="blocks">The first block and the one behind the last.</param>
    /// <param name="isOver">Whether the fit's time is over, or null for never.</param>
    /// <param name="cancellation">Stops between blocks.</param>
    /// <exception cref="OperationCanceledException">Cancelled, or the time is over: an evaluation in parts is of no use.</exception>
    public void Run(float[] weights, float[] offsets, (int First, int End) blocks, Func<bool>? isOver, CancellationToken cancellation)
    {
        Sum = 0;
        Array.Clear(Gradient);
        for (var block = blocks.First; block < blocks.End; block++)
        {
            cancellation.ThrowIfCancellationRequested();
            if (isOver?.Invoke() == true)
            {
                throw new OperationCanceledException("The time of the fit is over.");
            }

            var first = block * _block;
            var count = Math.Min(_block, _rows.Count - first);
            var scores = _scores.AsSpan(0, count * offsets.Length);
            _rows.Score(first, weights, offsets, scores);
            var rowWeights = _rows.Weights is null ? default : _rows.Weights.AsSpan(first, count);
            Sum += _loss.Differentiate(scores, _rows.Labels.AsSpan(first, count), rowWeights);
            _rows.Accumulate(first, scores, _partial, Gradient.AsSpan(0, _partial.Length));
            for (var i = 0; i < scores.Length; i++)
            {
                Gradient[_partial.Length + (i % offsets.Length)] += scores[i];
            }
        }
    }
}
