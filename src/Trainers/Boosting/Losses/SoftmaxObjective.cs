using MLNetTuning.Trainers.Numerics;

namespace MLNetTuning.Trainers.Boosting.Losses;

/// <summary>-ln of the softmax of the scores at the label.</summary>
internal sealed class SoftmaxObjective(int classes) : Objective
{
    private const double SmallestShare = 1e-7;
    private const int Block = 512;

    private float[] _logSums = [];

    public override int Outputs => classes;

    public override string? Refuses(float label)
        => label >= 0 && label < classes && label == (int)label ? null : $"a whole number 0 to {classes - 1}";

    public override void BaseScores(TrainingData data, Span<float> scores)
    {
        var weights = new double[classes];
        for (var i = 0; i < data.Rows; i++)
        {
            weights[(int)data.Labels[i]] += data.Weights is null ? 1 : data.Weights[i];
        }

        var total = weights.Sum();
        for (var k = 0; k < classes; k++)
        {
            scores[k] = (float)Math.Log(Math.Max(weights[k] / total, SmallestShare));
        }
    }

    public override void BeginRound(float[] scores, int rows, int threads, CancellationToken cancellation)
    {
        _logSums = _logSums.Length == rows ? _logSums : new float[rows];
        Work.For((rows + Block - 1) / Block, threads, block =>
        {
            cancellation.ThrowIfCancellationRequested();
            LogSums(scores, rows, block * Block);
        });
    }

    public override void Derivatives(TrainingData data, float[] scores, int output, int first, Span<float> pairs)
    {
        var rows = pairs.Length / 2;
        var labels = data.Labels.AsSpan(first, rows);
        var own = scores.AsSpan((output * data.Rows) + first, rows);
        var logSums = _logSums.AsSpan(first, rows);
        Span<float> probabilities = stackalloc float[rows];
        for (var i = 0; i < rows; i++)
        {
            probabilities[i] = own[i] - logSums[i];
        }

        VectorMath.Exp(probabilities, probabilities);

        for (var i = 0; i < rows; i++)
        {
            var p = probabilities[i];
            pairs[2 * i] = p - (labels[i] == output ? 1f : 0f);
            pairs[(2 * i) + 1] = p * (1 - p);
        }

        Weigh(data, first, pairs);
    }

    protected override double LossOf(TrainingData data, float[] scores, int row)
    {
        var largest = double.NegativeInfinity;
        for (var k = 0; k < classes; k++)
        {
            largest = Math.Max(largest, scores[(k * data.Rows) + row]);
        }

        double sum = 0;
        for (var k = 0; k < classes; k++)
        {
            sum += Math.Exp(scores[(k * data.Rows) + row] - largest);
        }

        return largest + Math.Log(sum) - scores[((int)data.Labels[row] * data.Rows) + row];
    }

    private void LogSums(float[] scores, int rows, int first)
    {
        var count = Math.Min(Block, rows - first);
        Span<float> largest = stackalloc float[count];
        Span<float> sums = stackalloc float[count];
        Span<float> terms = stackalloc float[count];
        largest.Fill(float.NegativeInfinity);
        for (var k = 0; k < classes; k++)
        {
            var own = scores.AsSpan((k * rows) + first, count);
            for (var i = 0; i < count; i++)
            {
                largest[i] = MathF.Max(largest[i], own[i]);
            }
        }

        sums.Clear();
        for (var k = 0; k < classes; k++)
        {
            var own = scores.AsSpan((k * rows) + first, count);
            for (var i = 0; i < count; i++)
            {
                terms[i] = own[i] - largest[i];
            }

            VectorMath.Exp(terms, terms);
            for (var i = 0; i < count; i++)
            {
                sums[i] += terms[i];
            }
        }

        for (var i = 0; i < count; i++)
        {
            _logSums[first + i] = largest[i] + MathF.Log(sums[i]);
        }
    }
}
