namespace MLNetTuning.Trainers.Boosting.Losses;

/// <summary>(score - label)^2 / 2.</summary>
internal sealed class SquaredObjective : Objective
{
    public override void BaseScores(TrainingData data, Span<float> scores) => scores[0] = (float)data.MeanLabel();

    public override void Derivatives(TrainingData data, float[] scores, int output, int first, Span<float> pairs)
    {
        var rows = pairs.Length / 2;
        var labels = data.Labels.AsSpan(first, rows);
        var own = scores.AsSpan(first, rows);
        for (var i = 0; i < rows; i++)
        {
            pairs[2 * i] = own[i] - labels[i];
            pairs[(2 * i) + 1] = 1;
        }

        Weigh(data, first, pairs);
    }

    protected override double LossOf(TrainingData data, float[] scores, int row)
    {
        var miss = (double)scores[row] - data.Labels[row];
        return miss * miss / 2;
    }
}
