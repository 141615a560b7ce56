using MLNetTuning.Trainers.Numerics;

namespace MLNetTuning.Trainers.Linear.Solving;

/// <summary>-ln of the softmax of the scores at the label.</summary>
internal sealed class SoftmaxLoss(int classes) : ILinearLoss
{
    public int Outputs => classes;

    public ScoreLink Link => ScoreLink.Softmax;

    public double TypicalCurvature => (1.0 / classes) * (1 - (1.0 / classes));

    public double Differentiate(Span<float> scores, ReadOnlySpan<float> labels, ReadOnlySpan<float> weights)
    {
        double sum = 0;
        for (var i = 0; i < labels.Length; i++)
        {
            var row = scores.Slice(i * classes, classes);
            var label = (int)labels[i];
            var largest = float.NegativeInfinity;
            foreach (var score in row)
            {
                largest = MathF.Max(largest, score);
            }

            for (var k = 0; k < classes; k++)
            {
                row[k] -= largest;
            }

            var own = row[label];
            VectorMath.Exp(row, row);
            float total = 0;
            foreach (var term in row)
            {
                total += term;
            }

            var weight = weights.IsEmpty ? 1 : weights[i];
            sum += weight * (Math.Log(total) - own);
            var factor = weight / total;
            for (var k = 0; k < classes; k++)
            {
                row[k] *= factor;
            }

            row[label] -= weight;
        }

        return sum;
    }
}
