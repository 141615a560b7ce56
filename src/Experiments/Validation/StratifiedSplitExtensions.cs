using Microsoft.ML;
using MLNetTuning.Estimators;
using MLNetTuning.Estimators.Data;
using MLNetTuning.Estimators.Validation;
using MLNetTuning.Experiments.Validation;
using MLNetTuning.Trainers;

namespace MLNetTuning;

/// <summary>Stratified splits, which ML.NET's own <c>TrainTestSplit</c> does not make.</summary>
public static class StratifiedSplitExtensions
{
    /// <summary>Splits rows into a training and a test part with the same share of each class (real labels: of each tenth of their ranks).</summary>
    /// <param name="tuning">The tuning catalog.</param>
    /// <param name="data">The rows to split.</param>
    /// <param name="labelColumnName">A Boolean, key or Single column.</param>
    /// <param name="testFraction">Share of the test part, above 0 and below 1. Default 0.25.</param>
    /// <param name="seed">Seed of the split. Default 0.</param>
    /// <returns>Views of the two parts, in the rows' order; nothing is copied.</returns>
    /// <exception cref="ArgumentException">The label column is missing or has no label type.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The fraction is outside its range, or a part would be empty.</exception>
    public static DataSplit StratifiedSplit(this TuningCatalog tuning, IDataView data, string labelColumnName, double testFraction = 0.25, int seed = 0)
    {
        ArgumentNullException.ThrowIfNull(tuning);
        ArgumentNullException.ThrowIfNull(data);
        if (!(testFraction > 0 && testFraction < 1))
        {
            throw new ArgumentOutOfRangeException(nameof(testFraction), testFraction, "The test fraction lies above 0 and below 1.");
        }

        var labels = LabelReader.Read(data, labelColumnName);
        var test = FoldAssignment.StratifiedShare(labels, LabelReader.TaskOf(data.Schema, labelColumnName) == PredictionTask.Regression, testFraction, seed);
        var testRows = test.Count(t => t);
        if (testRows == 0 || testRows == test.Length)
        {
            throw new ArgumentOutOfRangeException(nameof(testFraction), testFraction, $"{test.Length} rows leave one part empty at this fraction; give more rows or another fraction.");
        }

        return new DataSplit(new RowSubsetView(data, [.. test.Select(t => !t)]), new RowSubsetView(data, test));
    }
}
