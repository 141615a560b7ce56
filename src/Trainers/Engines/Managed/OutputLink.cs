using MLNetTuning.Trainers.Engines.Managed.Kernels;
using MLNetTuning.Trainers.Networks;

namespace MLNetTuning.Trainers.Engines.Managed;

/// <summary>The members' outputs as one prediction: logits of the mean probabilities, or the mean in label units, clamped where that was asked for.</summary>
internal readonly struct OutputLink
{
    // Where a mean probability rounds to 0 or 1, its logit is that of the nearest float.
    private const double LeastProbability = 1e-38;
    private readonly NetworkSpec _spec;
    private readonly double _mean;
    private readonly double _scale;
    private readonly double _lowest;
    private readonly double _highest;

    public OutputLink(NetworkSpec spec, NetworkWeights weights)
    {
        _spec = spec;
        (_mean, _scale) = (weights.TargetMean, weights.TargetScale);
        (_lowest, _highest) = (weights.LowestTarget, weights.HighestTarget);
    }

    /// <param name="logits">[in] Members x rows of outputs, member after member.</param>
    /// <param name="target">[out] Rows of outputs.</param>
    public unsafe void Write(in MatrixView logits, Span<float> target)
    {
        var rows = logits.Rows / _spec.Members;
        for (var row = 0; row < rows; row++)
        {
            var first = new MatrixView(logits.Values + ((nint)row * logits.RowStride), _spec.Members, _spec.Outputs, rows * logits.RowStride);
            Combine(first, target.Slice(row * _spec.Outputs, _spec.Outputs));
        }
    }

    /// <summary>One row's prediction of a regression in label units.</summary>
    public double LabelOf(double output)
    {
        var value = (output * _scale) + _mean;
        return Math.Clamp(_spec.IsExponential ? Math.Exp(value) : value, _lowest, _highest);
    }

    private static double Sigmoid(double z) => z >= 0 ? 1 / (1 + Math.Exp(-z)) : Math.Exp(z) / (1 + Math.Exp(z));

    private unsafe void Combine(in MatrixView members, Span<float> target)
    {
        if (_spec.Task == PredictionTask.Regression)
        {
            var sum = 0.0;
            for (var i = 0; i < members.Rows; i++)
            {
                sum += LabelOf(members.Values[(nint)i * members.RowStride]);
            }

            target[0] = (float)(sum / members.Rows);
            return;
        }

        if (members.Rows == 1)
        {
            new ReadOnlySpan<float>(members.Values, target.Length).CopyTo(target);
            return;
        }

        if (_spec.Task == PredictionTask.Binary)
        {
            double positive = 0, negative = 0;
            for (var i = 0; i < members.Rows; i++)
            {
                var z = (double)members.Values[(nint)i * members.RowStride];
                positive += Sigmoid(z);
                negative += Sigmoid(-z);
            }

            target[0] = (float)(Math.Log(Math.Max(positive, LeastProbability)) - Math.Log(Math.Max(negative, LeastProbability)));
            return;
        }

        CombineClasses(members, target);
    }

    private unsafe void CombineClasses(in MatrixView members, Span<float> target)
    {
        target.Clear();
        for (var i = 0; i < members.Rows; i++)
        {
            var logits = new ReadOnlySpan<float>(members.Values + ((nint)i * members.RowStride), target.Length);
            var highest = float.NegativeInfinity;
            foreach (var z in logits)
            {
                highest = MathF.Max(highest, z);
            }

            var sum = 0.0;
            foreach (var z in logits)
            {
                sum += Math.Exp(z - highest);
            }

            for (var c = 0; c < target.Length; c++)
            {
                target[c] += (float)(Math.Exp(logits[c] - highest) / sum / members.Rows);
            }
        }

        foreach (ref var value in target)
        {
            value = (float)Math.Log(Math.Max(value, LeastProbability));
        }
    }
}
