namespace Microsoft.ML.Data;

/// <summary>Counts of rows by true and predicted class, with each class's precision and recall.</summary>
public sealed class ConfusionMatrix
{
    private readonly bool _binary;
    private string? _table;

    internal ConfusionMatrix(double[][] counts, IReadOnlyList<string> classNames, bool binary)
    {
        _binary = binary;
        ClassNames = classNames;
        NumberOfClasses = counts.Length;
        Counts = Array.AsReadOnly(counts.Select(row => (IReadOnlyList<double>)Array.AsReadOnly(row)).ToArray());
        var precision = new double[NumberOfClasses];
        var recall = new double[NumberOfClasses];
        for (var i = 0; i < NumberOfClasses; i++)
        {
            var predicted = counts.Sum(row => row[i]);
            var actual = counts[i].Sum();
            precision[i] = predicted > 0 ? counts[i][i] / predicted : 0;
            recall[i] = actual > 0 ? counts[i][i] / actual : 0;
        }

        PerClassPrecision = Array.AsReadOnly(precision);
        PerClassRecall = Array.AsReadOnly(recall);
    }

    /// <summary>For each class, the share of rows predicted to be of it that are; 0 when none was predicted.</summary>
    public IReadOnlyList<double> PerClassPrecision { get; }

    /// <summary>For each class, the share of its rows that were predicted to be of it; 0 when it has none.</summary>
    public IReadOnlyList<double> PerClassRecall { get; }

    /// <summary>Row counts: first index the true class, second index the predicted class; in a binary matrix the positive class comes first.</summary>
    public IReadOnlyList<IReadOnlyList<double>> Counts { get; }

    /// <summary>Number of classes, 2 or more.</summary>
    public int NumberOfClasses { get; }

    internal IReadOnlyList<string> ClassNames { get; }

    internal bool IsBinary => _binary;

    /// <summary>The matrix as a table of text with recall and precision, for a console of fixed-width letters.</summary>
    public string GetFormattedConfusionTable() => _table ??= ConfusionTable.Format(this);

    /// <summary>The number of rows of one true class predicted to be of another.</summary>
    /// <param name="predictedClassIndicatorIndex">The predicted class, 0 to <see cref="NumberOfClasses"/> - 1.</param>
    /// <param name="actualClassIndicatorIndex">The true class, 0 to <see cref="NumberOfClasses"/> - 1.</param>
    /// <exception cref="ArgumentOutOfRangeException">An index is not a class.</exception>
    public double GetCountForClassPair(int predictedClassIndicatorIndex, int actualClassIndicatorIndex)
    {
        CheckClass(predictedClassIndicatorIndex, nameof(predictedClassIndicatorIndex));
        CheckClass(actualClassIndicatorIndex, nameof(actualClassIndicatorIndex));
        return Counts[actualClassIndicatorIndex][predictedClassIndicatorIndex];
    }

    private void CheckClass(int index, string name)
    {
        if (index < 0 || index >= NumberOfClasses)
        {
            throw new ArgumentOutOfRangeException(name, index, $"There is no class {index}; give a number from 0 to {NumberOfClasses - 1}.");
        }
    }
}
