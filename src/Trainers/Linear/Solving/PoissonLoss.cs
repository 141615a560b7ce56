using MLNetTuning.Trainers.Numerics;

namespace MLNetTuning.Trainers.Linear.Solving;

/// <summary>exp(score) - label x score, the Poisson log likelihood up to a constant.</summary>
internal sealed class PoissonLoss(double meanLabel) : ICurvedLoss
{
    public int Outputs => 1;

    public ScoreLink Link => ScoreLink.Exponential;

    public double TypicalCurvature => meanLabel;

    public void Curve(Span<float> scores)
    {
        VectorMath.Exp(scores, scores);
    }

    public double Differentiate(Span<float> scores, ReadOnlySpan<float> labels, ReadOnlySpan<float> weights)
    {
        Span<float> means = stackalloc float[scores.Length];
        VectorMath.Exp(scores, means);
        double sum = 0;
        for (var i = 0; i < scores.Length; i++)
        {
            var weight = weights.IsEmpty ? 1 : weights[i];
            sum += weight * ((double)means[i] - (labels[i] * scores[i]));
            scores[i] = weight * (means[i] - labels[i]);
        }

        return sum;
    }
}
