using MLNetTuning.Trainers.Numerics;

namespace MLNetTuning.Trainers.Boosting.Explaining;

/// <summary>By how much a metric gets worse when one column's values are dealt out among the rows anew.</summary>
/// <remarks>L. Breiman, "Random forests", 2001, section 10.</remarks>
internal sealed class PermutationImportance(TreeEnsembleModel model, TrainingData data, Func<float[], double> badness)
{
    private const int Block = 2048;

    /// <summary>Mean rise of the badness per column over the repeats.</summary>
    public double[] Of(int repeats, int seed, int threads, CancellationToken cancellation)
    {
        var before = badness(Score(-1, [], threads, cancellation));
        var importance = new double[model.Inputs];
        var used = model.SplitImportance();
        var order = new int[data.Rows];
        for (var column = 0; column < importance.Length; column++)
        {
            for (var repeat = 0; repeat < repeats && used[column] > 0; repeat++)
            {
                Shuffle(order, new HashRandom((ulong)(uint)seed, ((ulong)column << 32) + (uint)repeat));
                importance[column] += (badness(Score(column, order, threads, cancellation)) - before) / repeats;
            }
        }

        return importance;
    }

    // Blocks are copied, so that no second matrix is needed and the caller's stays as it is.
    private float[] Score(int column, int[] order, int threads, CancellationToken cancellation)
    {
        var scores = new float[checked(data.Rows * model.Outputs)];
        Work.For((data.Rows + Block - 1) / Block, threads, block =>
        {
            cancellation.ThrowIfCancellationRequested();
            var first = block * Block;
            var rows = Math.Min(Block, data.Rows - first);
            var part = new FloatMatrix(rows, model.Inputs, data.Features.Values.AsSpan(first * model.Inputs, rows * model.Inputs).ToArray());
            for (var i = 0; i < rows && column >= 0; i++)
            {
                part.Row(i)[column] = data.Features.Row(order[first + i])[column];
            }

            model.Predict(part, scores.AsSpan(first * model.Outputs, rows * model.Outputs));
        });
        return scores;
    }

    private static void Shuffle(int[] order, HashRandom random)
    {
        for (var i = 0; i < order.Length; i++)
        {
            order[i] = i;
        }

        for (var i = order.Length - 1; i > 0; i--)
        {
            var j = random.Next(i + 1);
            (order[i], order[j]) = (order[j], order[i]);
        }
    }
}
