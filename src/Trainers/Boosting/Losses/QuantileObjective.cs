namespace MLNetTuning.Trainers.Boosting.Losses;

/// <summary>The pinball loss: quantile x miss below the label, (1 - quantile) x miss above it, times a scale (2 makes the median's loss |miss|).</summary>
internal sealed class QuantileObjective(double quantile, double scale) : Objective
{
    public override double? LeafQuantile => quantile;

    public override void BaseScores(TrainingData data, Span<float> scores)
        => scores[0] = WeightedQuantile.Of((float[])data.Labels.Clone(), (float[]?)data.Weights?.Clone(), quantile);

    public override void Derivatives(TrainingData data, float[] scores, int output, int first, Span<float> pairs)
    {
        var above = (float)(scale * (1 - quantile));
        var below = (float)(-scale * quantile);
        for (var i = 0; i < pairs.Length / 2; i++)
        {
            var miss = scores[first + i] - data.Labels[first + i];
            pairs[2 * i] = miss > 0 ? above : miss < 0 ? below : 0;
            pairs[(2 * i) + 1] = 1;
        }

        Weigh(data, first, pairs);
    }

    protected override double LossOf(TrainingData data, float[] scores, int row)
    {
        var miss = (double)scores[row] - data.Labels[row];
        return scale * (miss > 0 ? (1 - quantile) * miss : -quantile * miss);
    }
}
