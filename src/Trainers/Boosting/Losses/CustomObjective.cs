using System.Buffers;

namespace MLNetTuning.Trainers.Boosting.Losses;

/// <summary>A loss of the user's.</summary>
internal sealed class CustomObjective(ICustomLoss loss) : Objective
{
    public override int Outputs { get; } = loss.Outputs;

    public override string? Refuses(float label) => loss.Refuses(label);

    public override void BaseScores(TrainingData data, Span<float> scores)
    {
        loss.BaseScores(data, scores);
        foreach (var score in scores)
        {
            if (!float.IsFinite(score))
            {
                throw new ArithmeticException(FormattableString.Invariant($"The loss '{loss.Name}' starts from the score {score}; BaseScores must give finite numbers."));
            }
        }
    }

    public override void Derivatives(TrainingData data, float[] scores, int output, int first, Span<float> pairs)
    {
        var rows = pairs.Length / 2;
        var labels = data.Labels.AsSpan(first, rows);
        var rented = ArrayPool<float>.Shared.Rent(rows * (Outputs + 2));
        var gradients = rented.AsSpan(0, rows);
        var hessians = rented.AsSpan(rows, rows);
        ReadOnlySpan<float> own = Outputs == 1 ? scores.AsSpan(first, rows) : ByRow(scores, data.Rows, first, rented.AsSpan(2 * rows, rows * Outputs));
        loss.Differentiate(own, labels, output, gradients, hessians);
        for (var i = 0; i < rows; i++)
        {
            if (!float.IsFinite(gradients[i]) || !float.IsFinite(hessians[i]) || hessians[i] < 0)
            {
                throw new ArithmeticException(FormattableString.Invariant(
                    $"The loss '{loss.Name}' gave the derivatives {gradients[i]} and {hessians[i]} for row {first + i}; the first must be finite, the second finite and 0 or more."));
            }

            pairs[2 * i] = gradients[i];
            pairs[(2 * i) + 1] = hessians[i];
        }

        ArrayPool<float>.Shared.Return(rented);
        Weigh(data, first, pairs);
    }

    protected override double LossOf(TrainingData data, float[] scores, int row)
    {
        if (Outputs == 1)
        {
            return loss.Loss(scores.AsSpan(row, 1), data.Labels[row]);
        }

        Span<float> own = Outputs <= 64 ? stackalloc float[Outputs] : new float[Outputs];
        for (var k = 0; k < own.Length; k++)
        {
            own[k] = scores[(k * data.Rows) + row];
        }

        return loss.Loss(own, data.Labels[row]);
    }

    private Span<float> ByRow(float[] scores, int allRows, int first, Span<float> target)
    {
        for (var k = 0; k < Outputs; k++)
        {
            var column = scores.AsSpan((k * allRows) + first, target.Length / Outputs);
            for (var i = 0; i < column.Length; i++)
            {
                target[(i * Outputs) + k] = column[i];
            }
        }

        return target;
    }
}
