using MLNetTuning.Trainers.Boosting.Binning;
using MLNetTuning.Trainers.Boosting.Growing;
using MLNetTuning.Trainers.Boosting.Losses;

namespace MLNetTuning.Trainers.Boosting;

/// <summary>Grows bagged forests of trees: random forests and extremely randomised trees.</summary>
/// <remarks>
/// L. Breiman, "Random forests", 2001; P. Geurts, D. Ernst and L. Wehenkel, "Extremely randomized trees", 2006. Trees minimise squared
/// error, which on 0 and 1 is the Gini impurity. Scores are means over the trees: the probability of 1, of each class (they sum to 1), or
/// the value. A tree serves all classes: it appears once per class, with the same nodes and other leaf values.
/// </remarks>
public sealed class ForestTrainer
{
    /// <summary>Grows a forest.</summary>
    /// <param name="options">How to grow.</param>
    /// <param name="data">Rows to learn from.</param>
    /// <param name="cancellation">Stops within 200 ms.</param>
    /// <exception cref="ArgumentException">Options or data are wrong; the message says what and what is allowed.</exception>
    /// <exception cref="OperationCanceledException"><paramref name="cancellation"/> was set.</exception>
    public TreeEnsembleModel Fit(ForestOptions options, TrainingData data, CancellationToken cancellation = default)
        => Grow(options, data, cancellation).Model;

    /// <summary>Grows a forest and scores each row by the trees that did not see it: a test without test rows.</summary>
    /// <param name="options">How to grow; IsOver does not count.</param>
    /// <param name="data">Rows to learn from.</param>
    /// <param name="cancellation">Stops within 200 ms.</param>
    /// <exception cref="ArgumentException">Options or data are wrong; the message says what and what is allowed.</exception>
    /// <exception cref="OperationCanceledException"><paramref name="cancellation"/> was set.</exception>
    public ForestFit FitOutOfBag(ForestOptions options, TrainingData data, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(options);

        // Which trees saw a row is known by their numbers: all of them must be there.
        options = options with { IsOver = null };
        var (model, plan) = Grow(options, data, cancellation);
        var sums = new float[data.Rows * model.Outputs];
        var counts = new int[data.Rows];
        var inBag = new bool[data.Rows];
        var rows = new int[data.Rows];
        for (var t = 0; t < options.Trees; t++)
        {
            cancellation.ThrowIfCancellationRequested();
            Array.Clear(inBag);
            foreach (var row in rows.AsSpan(0, plan.ChooseRows(t, rows)))
            {
                inBag[row] = true;
            }

            for (var row = 0; row < data.Rows; row++)
            {
                counts[row] += inBag[row] ? 0 : 1;
                var leaf = inBag[row] ? 0 : model.Trees[t * model.Outputs].Leaf(data.Features.Row(row));
                for (var k = 0; k < model.Outputs && !inBag[row]; k++)
                {
                    sums[(row * model.Outputs) + k] += model.Trees[(t * model.Outputs) + k].LeafValues[leaf];
                }
            }
        }

        // Leaf values are already divided by the number of all trees.
        for (var i = 0; i < sums.Length; i++)
        {
            sums[i] *= (float)options.Trees / counts[i / model.Outputs];
        }

        return new ForestFit(model, sums);
    }

    private static (TreeEnsembleModel Model, ForestPlan Plan) Grow(ForestOptions options, TrainingData data, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(options);
        options.Validate();
        Objective labels = options.Task switch
        {
            PredictionTask.Binary => new LogisticObjective(),
            PredictionTask.Multiclass => new SoftmaxObjective(options.Classes),
            _ => new SquaredObjective(),
        };
        DataCheck.Training(data, labels, nameof(data));
        DataCheck.Named(nameof(options.Columns), options.Columns, data);
        DataCheck.Named(nameof(options.Categorical), options.Categorical, data);

        data = ClassWeighing.Apply(data, ClassWeighing.Of(options.ClassWeights, options.BalanceClasses, options.LabelClasses, data));
        DataCheck.Weights(data, nameof(data));
        var plan = new ForestPlan(options, data.Rows);
        var bins = Binner.Bin(data.Features, new BoostingOptions { MaxBins = options.MaxBins, Threads = options.Threads, Seed = options.Seed, Categorical = options.Categorical, Columns = options.Columns }, cancellation);
        var trees = new ForestGrower(options, plan, bins, data).Grow(cancellation);
        return (new TreeEnsembleModel(data.Features.Columns, new float[options.Outputs], trees), plan);
    }
}
