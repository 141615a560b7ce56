using Microsoft.ML;
using Microsoft.ML.Data;
using MLNetTuning.Estimators.Scoring;
using MLNetTuning.Estimators.Validation;
using MLNetTuning.Trainers;

namespace MLNetTuning.Experiments.Tuning;

/// <summary>Runs a chosen pipeline on every fold at one budget and collects its out-of-fold predictions.</summary>
internal sealed class TrialExecutor(MLContext context, IDataView data, PredictionTask task, FoldAssignment folds, TuningOptions options)
{
    private readonly PipelineFits _fits = new(
        new FoldCache(context, fold => (new RowSubsetView(data, folds.Mask(fold, inside: false)), new RowSubsetView(data, folds.Mask(fold, inside: true)))),
        folds.Count, options.MaxConcurrency, options.Budget);

    /// <summary>Predictions of all rows, the fitted pipeline of each fold, and whether training went on from checkpoints.</summary>
    internal (FloatMatrix OutOfFold, ITransformer[] Models, bool HasResumed) Run(PipelineChoice choice, SearchTrial trial, CancellationToken cancellation)
    {
        var models = new ITransformer[folds.Count];
        var (predictions, resumed) = _fits.Run(choice, trial, (fold, part, fitted) =>
        {
            models[fold] = new TransformerChain<ITransformer>([.. part.Steps, fitted]);
            return Read(fitted, part);
        }, cancellation);
        return (Join(predictions), models, resumed);
    }

    private FloatMatrix Read(ITransformer fitted, FoldData part)
    {
        var predictions = PredictionReader.Read(fitted.Transform(part.Validation), task);
        return predictions.Values.AsSpan(0, predictions.Rows * predictions.Columns).IndexOfAnyExceptInRange(float.MinValue, float.MaxValue) < 0
            ? predictions
            : throw new InvalidOperationException("The model predicts values that are not finite numbers.");
    }

    private FloatMatrix Join(FloatMatrix[] parts)
    {
        var columns = parts[0].Columns;
        var all = new FloatMatrix(folds.Rows, columns);
        var next = new int[parts.Length];
        for (var row = 0; row < folds.Rows; row++)
        {
            var fold = folds.FoldOfRow[row];
            parts[fold].Row(next[fold]++).CopyTo(all.Row(row));
        }

        return all;
    }
}
