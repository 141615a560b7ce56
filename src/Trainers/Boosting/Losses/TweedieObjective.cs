namespace MLNetTuning.Trainers.Boosting.Losses;

/// <summary>exp((2-p) score) / (2-p) - label x exp((1-p) score) / (1-p) for a power p between 1 and 2.</summary>
internal sealed class TweedieObjective(double power) : Objective
{
    private const double SmallestMean = 1e-7;

    public override string? Refuses(float label) => label >= 0 && float.IsFinite(label) ? null : "a finite number of 0 or more";

    public override void BaseScores(TrainingData data, Span<float> scores)
        => scores[0] = (float)Math.Log(Math.Max(data.MeanLabel(), SmallestMean));

    public override void Derivatives(TrainingData data, float[] scores, int output, int first, Span<float> pairs)
    {
        var (one, two) = ((float)(1 - power), (float)(2 - power));
        for (var i = 0; i < pairs.Length / 2; i++)
        {
            var score = scores[first + i];
            var label = data.Labels[first + i];
            var (pull, push) = (label * MathF.Exp(one * score), MathF.Exp(two * score));
            pairs[2 * i] = push - pull;
            pairs[(2 * i) + 1] = (two * push) - (one * pull);
        }

        Weigh(data, first, pairs);
    }

    protected override double LossOf(TrainingData data, float[] scores, int row)
    {
        double score = scores[row];
        return (Math.Exp((2 - power) * score) / (2 - power)) - (data.Labels[row] * Math.Exp((1 - power) * score) / (1 - power));
    }
}
