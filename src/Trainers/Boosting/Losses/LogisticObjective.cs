using MLNetTuning.Trainers.Boosting.Kernels;

namespace MLNetTuning.Trainers.Boosting.Losses;

/// <summary>ln(1 + exp(score)) - label x score.</summary>
internal sealed class LogisticObjective : Objective
{
    // One class alone would give an infinite score.
    private const double SmallestShare = 1e-7;

    public override string? Refuses(float label) => label is 0 or 1 ? null : "0 or 1";

    public override void BaseScores(TrainingData data, Span<float> scores)
    {
        var share = Math.Clamp(data.MeanLabel(), SmallestShare, 1 - SmallestShare);
        scores[0] = (float)Math.Log(share / (1 - share));
    }

    public override void Derivatives(TrainingData data, float[] scores, int output, int first, Span<float> pairs)
    {
        var rows = pairs.Length / 2;
        LogisticKernel.Derivatives(scores.AsSpan(first, rows), data.Labels.AsSpan(first, rows), pairs);
        Weigh(data, first, pairs);
    }

    protected override double LossOf(TrainingData data, float[] scores, int row)
    {
        double score = scores[row];
        return Math.Max(score, 0) - (score * data.Labels[row]) + Math.Log(1 + Math.Exp(-Math.Abs(score)));
    }
}
