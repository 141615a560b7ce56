using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using MLNetTuning.Trainers.Numerics;

namespace MLNetTuning.Trainers.Linear.Solving;

/// <summary>ln(1 + exp(score)) - label x score.</summary>
/// <param name="share">The share of ones.</param>
internal sealed class LogisticLoss(double share) : ICurvedLoss
{
    private const double SmallestCurvature = 1e-3;

    public int Outputs => 1;

    public ScoreLink Link => ScoreLink.Logistic;

    public double TypicalCurvature => Math.Max(share * (1 - share), SmallestCurvature);

    public void Curve(Span<float> scores)
    {
        VectorMath.Sigmoid(scores, scores);
        foreach (ref var value in scores)
        {
            value *= 1 - value;
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public double Differentiate(Span<float> scores, ReadOnlySpan<float> labels, ReadOnlySpan<float> weights)
    {
        Span<float> small = stackalloc float[scores.Length];
        for (var i = 0; i < scores.Length; i++)
        {
            small[i] = -MathF.Abs(scores[i]);
        }

        VectorMath.Exp(small, small);
        Span<float> logs = stackalloc float[scores.Length];
        VectorMath.LogOnePlus(small, logs);
        var count = scores.Length / Vector<float>.Count * Vector<float>.Count;
        double sum = weights.IsEmpty ? Vectors(scores[..count], labels[..count], small, logs) : 0;
        for (var i = weights.IsEmpty ? count : 0; i < scores.Length; i++)
        {
            var (score, e) = (scores[i], small[i]);
            var weight = weights.IsEmpty ? 1 : weights[i];
            var probability = score >= 0 ? 1 / (1 + e) : e / (1 + e);
            sum += weight * (MathF.Max(score, 0) - (score * labels[i]) + logs[i]);
            scores[i] = weight * (probability - labels[i]);
        }

        return sum;
    }

    // The same for whole vectors of rows of weight 1.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static double Vectors(Span<float> scores, ReadOnlySpan<float> labels, ReadOnlySpan<float> small, ReadOnlySpan<float> logs)
    {
        var s = MemoryMarshal.Cast<float, Vector<float>>(scores);
        var y = MemoryMarshal.Cast<float, Vector<float>>(labels);
        var e = MemoryMarshal.Cast<float, Vector<float>>(small);
        var l = MemoryMarshal.Cast<float, Vector<float>>(logs);
        Vector<double> low = default, high = default;
        for (var i = 0; i < s.Length; i++)
        {
            var score = s[i];
            var inverse = Vector<float>.One / (Vector<float>.One + e[i]);
            var probability = Vector.ConditionalSelect(Vector.GreaterThanOrEqual(score, Vector<float>.Zero), inverse, e[i] * inverse);
            Vector.Widen(Vector.Max(score, Vector<float>.Zero) - (score * y[i]) + l[i], out var first, out var second);
            low += first;
            high += second;
            s[i] = probability - y[i];
        }

        return Vector.Sum(low + high);
    }
}
