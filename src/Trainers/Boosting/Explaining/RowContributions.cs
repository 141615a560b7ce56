using MLNetTuning.Trainers.Numerics;

namespace MLNetTuning.Trainers.Boosting.Explaining;

/// <summary>TreeSHAP over many rows.</summary>
internal static class RowContributions
{
    // Deep trees take a millisecond a row; small blocks keep cancellation prompt.
    private const int Block = 16;

    /// <summary>Rows x (columns + 1) contributions, the last the mean.</summary>
    public static FloatMatrix Of(Tree[] trees, float baseScore, FloatMatrix features, int threads, CancellationToken cancellation)
    {
        var result = new FloatMatrix(features.Rows, features.Columns + 1);
        var blocks = (features.Rows + Block - 1) / Block;
        var parts = Math.Max(1, Math.Min(threads, blocks));
        Work.For(parts, parts, part =>
        {
            // Each keeps the paths it walks, so every thread has its own.
            var explainers = Array.ConvertAll(trees, tree => new TreeShap(tree));
            var mean = (float)(baseScore + explainers.Sum(e => e.Mean));
            var sums = new double[features.Columns];
            for (var block = part; block < blocks; block += parts)
            {
                cancellation.ThrowIfCancellationRequested();
                for (var i = block * Block; i < Math.Min(features.Rows, (block + 1) * Block); i++)
                {
                    Explain(explainers, features.Row(i), sums, result.Row(i));
                    result.Row(i)[^1] = mean;
                }
            }
        });
        return result;
    }

    private static void Explain(TreeShap[] explainers, ReadOnlySpan<float> row, double[] sums, Span<float> target)
    {
        Array.Clear(sums);
        foreach (var explainer in explainers)
        {
            explainer.Add(row, sums);
        }

        for (var j = 0; j < sums.Length; j++)
        {
            target[j] = (float)sums[j];
        }
    }
}
