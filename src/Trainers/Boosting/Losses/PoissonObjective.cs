using MLNetTuning.Trainers.Numerics;

namespace MLNetTuning.Trainers.Boosting.Losses;

/// <summary>exp(score) - label x score, the Poisson log likelihood up to a constant.</summary>
internal sealed class PoissonObjective : Objective
{
    private const double SmallestMean = 1e-7;

    public override string? Refuses(float label) => label >= 0 && float.IsFinite(label) ? null : "a finite number of 0 or more";

    public override void BaseScores(TrainingData data, Span<float> scores)
        => scores[0] = (float)Math.Log(Math.Max(data.MeanLabel(), SmallestMean));

    public override void Derivatives(TrainingData data, float[] scores, int output, int first, Span<float> pairs)
    {
        var rows = pairs.Length / 2;
        Span<float> means = stackalloc float[rows];
        VectorMath.Exp(scores.AsSpan(first, rows), means);
        for (var i = 0; i < rows; i++)
        {
            pairs[2 * i] = means[i] - data.Labels[first + i];
            pairs[(2 * i) + 1] = means[i];
        }

        Weigh(data, first, pairs);
    }

    protected override double LossOf(TrainingData data, float[] scores, int row)
        => Math.Exp(scores[row]) - ((double)data.Labels[row] * scores[row]);
}
