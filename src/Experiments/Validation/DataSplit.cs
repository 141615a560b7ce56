using Microsoft.ML;

namespace MLNetTuning.Experiments.Validation;

/// <summary>Two parts of one table without a row in common.</summary>
/// <param name="TrainSet">Rows to learn and to choose on.</param>
/// <param name="TestSet">Rows to touch once, at the end.</param>
public sealed record DataSplit(IDataView TrainSet, IDataView TestSet);
