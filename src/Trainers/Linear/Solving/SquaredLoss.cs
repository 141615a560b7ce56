namespace MLNetTuning.Trainers.Linear.Solving;

/// <summary>(score - label)^2 / 2.</summary>
internal sealed class SquaredLoss : ICurvedLoss
{
    public int Outputs => 1;

    public ScoreLink Link => ScoreLink.Identity;

    public double TypicalCurvature => 1;

    public void Curve(Span<float> scores)
    {
        scores.Fill(1);
    }

    public double Differentiate(Span<float> scores, ReadOnlySpan<float> labels, ReadOnlySpan<float> weights)
    {
        double sum = 0;
        for (var i = 0; i < scores.Length; i++)
        {
            var weight = weights.IsEmpty ? 1 : weights[i];
            var miss = scores[i] - labels[i];
            sum += (double)weight * miss * miss / 2;
            scores[i] = weight * miss;
        }

        return sum;
    }
}
