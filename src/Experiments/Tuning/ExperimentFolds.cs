using Microsoft.ML;
using Microsoft.ML.AutoML;

namespace MLNetTuning.Experiments.Tuning;

/// <summary>An experiment's data as parts to train and to validate on, split once for all trials.</summary>
/// <param name="Parts">One part, or the folds.</param>
internal sealed record ExperimentFolds(IReadOnlyList<(IDataView Train, IDataView Validation)> Parts)
{
    internal static ExperimentFolds Of(IDatasetManager manager, MLContext context) => manager switch
    {
        ICrossValidateDatasetManager folds => new([.. context.Data
            .CrossValidationSplit(folds.Dataset, folds.Fold, folds.SamplingKeyColumnName)
            .Select(fold => (fold.TrainSet, fold.TestSet))]),
        ITrainValidateDatasetManager parts => new([(parts.LoadTrainDataset(context, null), parts.LoadValidateDataset(context, null))]),
        _ => throw new InvalidOperationException(
            $"The data set manager {manager.GetType().Name} is of no known kind. Allowed: {nameof(ICrossValidateDatasetManager)}, {nameof(ITrainValidateDatasetManager)}."),
    };
}
