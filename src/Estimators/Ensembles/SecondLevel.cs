using MLNetTuning.Estimators.Validation;
using MLNetTuning.Trainers;
using MLNetTuning.Trainers.Boosting;
using MLNetTuning.Trainers.Linear;
using MLNetTuning.Trainers.Portable;

namespace MLNetTuning.Estimators.Ensembles;

/// <summary>Fits the layers of a stack on out-of-fold predictions, and predicts each row by layers that did not see it.</summary>
internal sealed class SecondLevel(PredictionTask task, int outputs, StackingOptions options, FoldAssignment folds, CancellationToken cancellation)
{
    private const double BoostedRate = 0.05;
    private const int BoostedLeaves = 8;
    private const double BoostedL2 = 10;

    /// <summary>The stack fitted on all rows, and the predictions of stacks fitted on the other folds.</summary>
    /// <param name="predictions">Rows x (members x outputs) out-of-fold predictions.</param>
    /// <param name="passed">Rows x features passed through, or null.</param>
    /// <param name="labels">The labels.</param>
    /// <param name="weights">Row weights or null.</param>
    public (StackCombiner Stack, FloatMatrix CrossFitted) Fit(FloatMatrix predictions, FloatMatrix? passed, float[] labels, float[]? weights)
    {
        var layers = new List<PortablePredictor[]>();
        var current = predictions;
        foreach (var kinds in Layers())
        {
            var inputs = Join(current, passed);
            layers.Add([.. kinds.Select(kind => Fit(kind, inputs, labels, weights))]);
            current = CrossFit(kinds, inputs, labels, weights);
        }

        var last = new AveragingCombiner(task, outputs, [.. layers[^1].Select(_ => 1f)]);
        return (new StackCombiner(task, predictions.Columns / outputs, layers, last), current);
    }

    /// <summary>A stack of one layer fitted on all rows.</summary>
    /// <param name="predictions">Rows x (members x outputs) out-of-fold predictions.</param>
    /// <param name="labels">The labels.</param>
    public StackCombiner FitAll(FloatMatrix predictions, float[] labels) =>
        new(task, predictions.Columns / outputs, [[Fit(options.Model, Join(predictions, null), labels, null)]], new AveragingCombiner(task, outputs, [1f]));

    private SecondLevelModel[][] Layers() => options.Levels == 1
        ? [[options.Model]]
        : [[SecondLevelModel.Linear, SecondLevelModel.Boosted], [options.Model]];

    /// <summary>A layer's inputs: predictions on the scale layers read, then the features passed through.</summary>
    private FloatMatrix Join(FloatMatrix predictions, FloatMatrix? passed)
    {
        var inputs = new FloatMatrix(predictions.Rows, predictions.Columns + (passed?.Columns ?? 0));
        for (var row = 0; row < inputs.Rows; row++)
        {
            var into = inputs.Row(row);
            predictions.Row(row).CopyTo(into);
            StackCombiner.ToLayerScale(task, into[..predictions.Columns]);
            passed?.Row(row).CopyTo(into[predictions.Columns..]);
        }

        return inputs;
    }

    private FloatMatrix CrossFit(SecondLevelModel[] kinds, FloatMatrix inputs, float[] labels, float[]? weights)
    {
        var result = new FloatMatrix(inputs.Rows, kinds.Length * outputs);
        var data = new TrainingData(inputs, labels, weights);
        for (var fold = 0; fold < folds.Count; fold++)
        {
            var seen = folds.RowsOf(fold, inside: false);
            var unseen = folds.RowsOf(fold, inside: true);
            var (train, rest) = (data.Select(seen), inputs.Select(unseen));
            for (var j = 0; j < kinds.Length; j++)
            {
                var scores = new float[rest.Rows * outputs];
                var probabilities = new float[task == PredictionTask.Binary ? rest.Rows : 0];
                Fit(kinds[j], train.Features, train.Labels, train.Weights).Predict(rest, scores, probabilities);
                var values = task == PredictionTask.Binary ? probabilities : scores;
                for (var i = 0; i < unseen.Length; i++)
                {
                    values.AsSpan(i * outputs, outputs).CopyTo(result.Row(unseen[i])[(j * outputs)..]);
                }
            }
        }

        return result;
    }

    private PortablePredictor Fit(SecondLevelModel kind, FloatMatrix inputs, float[] labels, float[]? weights)
    {
        cancellation.ThrowIfCancellationRequested();
        return kind == SecondLevelModel.Linear ? Linear(inputs, labels, weights) : Boosted(inputs, labels, weights);
    }

    private TreePredictor Boosted(FloatMatrix inputs, float[] labels, float[]? weights)
    {
        var (loss, link) = task switch
        {
            PredictionTask.Binary => (BoostingLoss.Logistic, PortableLink.Logistic()),
            PredictionTask.Multiclass => (BoostingLoss.Softmax, PortableLink.Softmax),
            _ => (BoostingLoss.SquaredError, PortableLink.Identity),
        };
        var boosting = new BoostingOptions
        {
            Loss = loss,
            Classes = task == PredictionTask.Multiclass ? outputs : 0,
            Trees = options.Trees,
            Leaves = BoostedLeaves,
            LearningRate = BoostedRate,
            L2 = BoostedL2,
        };
        return new TreePredictor(new HistGradientBoosting().Fit(boosting, new TrainingData(inputs, labels, weights), null, cancellation), link);
    }

    private LinearPredictor Linear(FloatMatrix inputs, float[] labels, float[]? weights)
    {
        var (shift, scale) = Moments(inputs);
        var standard = new FloatMatrix(inputs.Rows, inputs.Columns);
        for (var row = 0; row < inputs.Rows; row++)
        {
            for (var j = 0; j < shift.Length; j++)
            {
                standard.Row(row)[j] = (inputs.Row(row)[j] - shift[j]) * scale[j];
            }
        }

        var (data, settings) = (new TrainingData(standard, labels, weights), new LinearOptions { L1 = 0, L2 = options.L2 });
        var (model, link) = task switch
        {
            PredictionTask.Binary => (LogisticRegression.Fit(settings, data, cancellation), PortableLink.Logistic()),
            PredictionTask.Multiclass => (SoftmaxRegression.Fit(settings, outputs, data, cancellation), PortableLink.Softmax),
            _ => (RidgeRegression.Fit(settings, data, cancellation), PortableLink.Identity),
        };

        // The standardising goes into the weights, so that the stack reads its inputs as they are.
        var (own, biases) = (new FloatMatrix(outputs, shift.Length), new float[outputs]);
        for (var k = 0; k < outputs; k++)
        {
            var bias = (double)model.Biases[k];
            for (var j = 0; j < shift.Length; j++)
            {
                var weight = model.Weights[(k * shift.Length) + j] * (double)scale[j];
                own.Row(k)[j] = (float)weight;
                bias -= weight * shift[j];
            }

            biases[k] = (float)bias;
        }

        return new LinearPredictor(own, biases, link);
    }

    private static (float[] Shift, float[] Scale) Moments(FloatMatrix inputs)
    {
        var (shift, scale) = (new float[inputs.Columns], new float[inputs.Columns]);
        for (var j = 0; j < shift.Length; j++)
        {
            var (sum, squares) = (0.0, 0.0);
            for (var row = 0; row < inputs.Rows; row++)
            {
                sum += inputs.Row(row)[j];
            }

            var mean = sum / inputs.Rows;
            for (var row = 0; row < inputs.Rows; row++)
            {
                var far = inputs.Row(row)[j] - mean;
                squares += far * far;
            }

            var deviation = Math.Sqrt(squares / inputs.Rows);
            (shift[j], scale[j]) = ((float)mean, deviation > 1e-12 ? (float)(1 / deviation) : 0);
        }

        return (shift, scale);
    }
}
