using MLNetTuning.Trainers.Boosting.Binning;
using MLNetTuning.Trainers.Numerics;

namespace MLNetTuning.Trainers.Boosting.Growing;

/// <summary>Grows the trees of a forest side by side, each on one thread with buffers of its own.</summary>
internal sealed class ForestGrower(ForestOptions options, ForestPlan plan, BinnedMatrix bins, TrainingData data)
{
    /// <summary>All trees, output after output within each round.</summary>
    public Tree[] Grow(CancellationToken cancellation)
    {
        var outputs = options.Outputs;
        var trees = new Tree[options.Trees * outputs];
        var threads = Math.Min(options.Threads, options.Trees);
        for (var output = 0; output < outputs; output++)
        {
            var gradients = Gradients(output);
            Work.For(threads, threads, part =>
            {
                var grower = new TreeGrower(bins, Settings());
                for (var t = part; t < options.Trees; t += threads)
                {
                    var rows = plan.ChooseRows(t, grower.Rows);
                    trees[(t * outputs) + output] = grower.Grow(gradients, rows, (t * outputs) + output, cancellation);
                }
            });
        }

        return trees;
    }

    // The Newton step of squared error from 0 is the mean of a leaf; the share of one tree makes the sum over trees a mean.
    private GradientBuffer Gradients(int output)
    {
        var gradients = new GradientBuffer(data.Rows);
        var pairs = gradients.Floats;
        for (var i = 0; i < data.Rows; i++)
        {
            var weight = data.Weights is null ? 1 : data.Weights[i];
            var label = options.Task == PredictionTask.Multiclass ? (data.Labels[i] == output ? 1 : 0) : data.Labels[i];
            pairs[2 * i] = -label * weight;
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
            LearningRate = 1.0 / options.Trees,
            Seed = options.Seed,
        };
    }
}
