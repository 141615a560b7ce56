namespace MLNetTuning.Trainers.Boosting;

/// <summary>Keeps the derivatives that splits are not judged by, for the leaves: their values are Newton steps still.</summary>
internal sealed class NewtonLeaves(BoostingOptions options, TrainingData train)
{
    private readonly float[] _gradients = new float[train.Rows];
    private readonly float[] _hessians = new float[train.Rows];

    /// <summary>Takes the derivatives of a run of rows; leaves row weights in the place of the second ones, so that splits go by squared error.</summary>
    public void Keep(int first, Span<float> pairs)
    {
        for (var i = 0; i < pairs.Length / 2; i++)
        {
            _gradients[first + i] = pairs[2 * i];
            _hessians[first + i] = pairs[(2 * i) + 1];
            pairs[(2 * i) + 1] = train.Weights is null ? 1 : train.Weights[first + i];
        }
    }

    /// <summary>The value of a leaf with these rows.</summary>
    public double Value(ReadOnlySpan<int> rows)
    {
        double gradient = 0, hessian = 0;
        foreach (var row in rows)
        {
            gradient += _gradients[row];
            hessian += _hessians[row];
        }

        var pull = Math.Sign(gradient) * Math.Max(0, Math.Abs(gradient) - options.L1);
        return hessian + options.L2 > 0 ? -options.LearningRate * pull / (hessian + options.L2) : 0;
    }
}
