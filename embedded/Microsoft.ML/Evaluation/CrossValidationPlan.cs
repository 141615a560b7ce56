namespace Microsoft.ML;

/// <summary>What a cross-validation is asked to do.</summary>
internal sealed record CrossValidationPlan(IDataView Data, IEstimator<ITransformer> Estimator, int Folds, string? SamplingKeyColumnName, int? Seed);
