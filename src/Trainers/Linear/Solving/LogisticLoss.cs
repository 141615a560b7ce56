using MLNetTuning.Trainers.Numerics;

namespace MLNetTuning.Trainers.Linear.Solving;

/// <summary>ln(1 + exp(score)) - label x score.</summary>
internal sealed class LogisticLoss : ILinearLoss
{
    public int Outputs => 1;

    public ScoreLink Link => ScoreLink.Logistic;

    public double TypicalCurvature => 0.25;

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
        double sum = 0;
        for (var i = 0; i < scores.Length; i++)
        {
            var (score, e) = (scores[i], small[i]);
            var weight = weights.IsEmpty ? 1 : weights[i];
            var probability = score >= 0 ? 1 / (1 + e) : e / (1 + e);
            sum += weight * (MathF.Max(score, 0) - (score * labels[i]) + logs[i]);
            scores[i] = weight * (probability - labels[i]);
        }

        return sum;
    }
}
