namespace MLNetTuning.Trainers.Boosting.Losses;

/// <summary>miss^2 / 2 up to a width, width x (|miss| - width / 2) beyond it.</summary>
internal sealed class HuberObjective(double width) : Objective
{
    public override void BaseScores(TrainingData data, Span<float> scores)
        => scores[0] = WeightedQuantile.Of((float[])data.Labels.Clone(), (float[]?)data.Weights?.Clone(), 0.5);

    public override void Derivatives(TrainingData data, float[] scores, int output, int first, Span<float> pairs)
    {
        var limit = (float)width;
        for (var i = 0; i < pairs.Length / 2; i++)
        {
            // The second derivative vanishes beyond the width; 1 bounds it and keeps leaves defined.
            pairs[2 * i] = Math.Clamp(scores[first + i] - data.Labels[first + i], -limit, limit);
            pairs[(2 * i) + 1] = 1;
        }

        Weigh(data, first, pairs);
    }

    protected override double LossOf(TrainingData data, float[] scores, int row)
    {
        var miss = Math.Abs((double)scores[row] - data.Labels[row]);
        return miss <= width ? miss * miss / 2 : width * (miss - (width / 2));
    }
}
