using Microsoft.ML.Data;

namespace Microsoft.ML;

public sealed partial class DataOperationsCatalog
{
    /// <summary>Splits the rows in two at random.</summary>
    /// <param name="data">The data.</param>
    /// <param name="testFraction">The share of rows that go to the test set, above 0 and below 1; hit on average, not exactly. Default 0.1.</param>
    /// <param name="samplingKeyColumnName">Rows with one value in this column stay on one side; null for no such column.</param>
    /// <param name="seed">Fixes the split; null takes the seed of the context, and without one always the same split.</param>
    /// <exception cref="ArgumentOutOfRangeException">The fraction is out of range or the column is missing.</exception>
    public TrainTestData TrainTestSplit(IDataView data, double testFraction = 0.1, string? samplingKeyColumnName = null, int? seed = null)
    {
        ArgumentNullException.ThrowIfNull(data);
        if (!(testFraction > 0 && testFraction < 1))
        {
            throw new ArgumentOutOfRangeException(nameof(testFraction), testFraction, "The test fraction is between 0 and 1, both excluded.");
        }

        var numbers = SplitNumbers.Create(data, samplingKeyColumnName, seed ?? Context.Seed);
        return Split(data, numbers, 0, testFraction);
    }

    /// <summary>Splits the rows into folds at random; each fold is the test set once.</summary>
    /// <param name="data">The data.</param>
    /// <param name="numberOfFolds">How many folds, 2 or more; equal on average, not exactly. Default 5.</param>
    /// <param name="samplingKeyColumnName">Rows with one value in this column stay in one fold; null for no such column.</param>
    /// <param name="seed">Fixes the split; null takes the seed of the context, and without one always the same split.</param>
    /// <exception cref="ArgumentOutOfRangeException">There are fewer than two folds or the column is missing.</exception>
    public IReadOnlyList<TrainTestData> CrossValidationSplit(
        IDataView data, int numberOfFolds = 5, string? samplingKeyColumnName = null, int? seed = null)
    {
        ArgumentNullException.ThrowIfNull(data);
        ArgumentOutOfRangeException.ThrowIfLessThan(numberOfFolds, 2);
        var numbers = SplitNumbers.Create(data, samplingKeyColumnName, seed ?? Context.Seed);
        return Enumerable.Range(0, numberOfFolds)
            .Select(fold => Split(data, numbers, (double)fold / numberOfFolds, (double)(fold + 1) / numberOfFolds))
            .ToArray();
    }

    private static TrainTestData Split(IDataView data, SplitNumbers numbers, double from, double to) => new(
        new FilteredDataView(data, numbers.Within(from, to, complement: true)),
        new FilteredDataView(data, numbers.Within(from, to, complement: false)));

    /// <summary>The two sides of a split.</summary>
    public struct TrainTestData
    {
        /// <summary>The rows to train on.</summary>
        public readonly IDataView TrainSet;

        /// <summary>The rows to test on.</summary>
        public readonly IDataView TestSet;

        internal TrainTestData(IDataView trainSet, IDataView testSet)
        {
            TrainSet = trainSet;
            TestSet = testSet;
        }
    }
}
