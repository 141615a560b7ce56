using MLNetTuning.Trainers.Boosting.Binning;
using MLNetTuning.Trainers.Numerics;

namespace MLNetTuning.Trainers.Boosting.Growing;

/// <summary>Grows the trees of a forest side by side, each on one thread with buffers of its own.</summary>
internal sealed class ForestGrower(ForestOptions options, ForestPlan plan, BinnedMatrix bins, TrainingData data)
{
    // Keeps categories of one or two rows from the ends of the order.
    private const double CategorySmoothing = 1;

    /// <summary>All trees, or those there are when the time is over, output after output within each round.</summary>
    public Tree[] Grow(CancellationToken cancellation)
    {
        var trees = new Tree?[options.Trees * options.Outputs];
        GrowAll(trees, cancellation);
        Tree[] grown = [.. trees.OfType<Tree>()];

        // Each tree's share of the mean was that of all.
        var factor = (float)trees.Length / grown.Length;
        return grown.Length == trees.Length ? grown : Array.ConvertAll(grown, tree => tree.WithLeafValues(Array.ConvertAll(tree.LeafValues, value => value * factor)));
    }

    private void GrowAll(Tree?[] trees, CancellationToken cancellation)
    {
        var threads = Math.Min(options.Threads, options.Trees);
        if (options.Task == PredictionTask.Multiclass)
        {
            Work.For(threads, threads, part => GrowClasses(trees, part, threads, cancellation));
            return;
        }

        var gradients = Gradients();
        Work.For(threads, threads, part =>
        {
            var grower = new TreeGrower(bins, Settings());
            for (var t = part; t < trees.Length && MayGrow(t); t += threads)
            {
                trees[t] = grower.Grow(gradients, plan.ChooseRows(t, grower.Rows), t, cancellation);
            }
        });
    }

    // The first tree is grown in any case: a forest has one.
    private bool MayGrow(int tree) => tree == 0 || options.IsOver?.Invoke() != true;

    private void GrowClasses(Tree?[] trees, int part, int parts, CancellationToken cancellation)
    {
        var drawn = new int[data.Rows];
        var grower = new ClassTreeGrower(bins, Settings(), data, options.Classes, plan.Drawn);
        for (var t = part; t < options.Trees && MayGrow(t); t += parts)
        {
            var rows = plan.ChooseRows(t, drawn);
            grower.Grow(drawn.AsSpan(0, rows), t, cancellation).CopyTo(trees, t * options.Classes);
        }
    }

    // The Newton step of squared error from 0 is the mean of a leaf; the share of one tree makes the sum over trees a mean.
    private GradientBuffer Gradients()
    {
        var gradients = new GradientBuffer(data.Rows);
        var pairs = gradients.Floats;
        for (var i = 0; i < data.Rows; i++)
        {
            var weight = data.Weights is null ? 1 : data.Weights[i];
            pairs[2 * i] = -data.Labels[i] * weight;
            pairs[(2 * i) + 1] = weight;
        }

        gradients.Begin();
        gradients.Add(GradientStatistics.Of(pairs));
        gradients.SetScales();
        gradients.Quantize(0, data.Rows);
        return gradients;
    }

    private GrowOptions Settings()
    {
        var columns = Math.Max(1, bins.Columns);
        var byNode = options.Task == PredictionTask.Regression ? 1 : Math.Max(1, Math.Floor(Math.Sqrt(columns))) / columns;
        return new GrowOptions
        {
            Leaves = options.Leaves == 0 ? int.MaxValue : options.Leaves,
            MaxDepth = options.MaxDepth,
            MinRowsPerLeaf = options.MinRowsPerLeaf,
            MinGain = options.MinGain,
            ColumnSampling = options.ColumnSampling,
            ColumnSamplingByNode = options.ColumnSamplingByNode ?? byNode,
            ExtraTrees = options.ExtraTrees,
            Categories = new CategoryOptions(CategorySmoothing, 0, 1, int.MaxValue),
            LearningRate = 1.0 / options.Trees,
            Seed = options.Seed,
        };
    }
}
