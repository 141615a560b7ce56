namespace Microsoft.ML;

public abstract partial class TrainCatalogBase
{
    /// <summary>Trains on all folds but one and measures on that one, for each fold in turn.</summary>
    private protected CrossValidationResult<T>[] CrossValidate<T>(CrossValidationPlan plan, Func<IDataView, T> evaluate)
        where T : class
    {
        ArgumentNullException.ThrowIfNull(plan.Data, "data");
        ArgumentNullException.ThrowIfNull(plan.Estimator, "estimator");
        if (plan.Folds < 2)
        {
            throw new ArgumentOutOfRangeException("numberOfFolds", plan.Folds, "Cross-validation needs 2 folds or more.");
        }

        var splits = Context.Data.CrossValidationSplit(plan.Data, plan.Folds, plan.SamplingKeyColumnName, plan.Seed);
        var results = new CrossValidationResult<T>[plan.Folds];
        for (var fold = 0; fold < results.Length; fold++)
        {
            var model = plan.Estimator.Fit(splits[fold].TrainSet);
            var scored = model.Transform(splits[fold].TestSet);
            results[fold] = new CrossValidationResult<T>(model, evaluate(scored), scored, fold);
        }

        return results;
    }
}
