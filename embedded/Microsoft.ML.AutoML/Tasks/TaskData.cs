using Microsoft.ML.Data;
using static Microsoft.ML.DataOperationsCatalog;

namespace Microsoft.ML.AutoML;

/// <summary>
/// Checks and splits the data of an experiment.
/// </summary>
internal static class TaskData
{
    // Below it, one part for validation would be too small to trust, and folds are cheap.
    private const long FoldRowLimit = 15_000;
    private const int FoldCount = 10;

    /// <summary>Two parts given.</summary>
    public static TrainTestData Pair(IDataView train, IDataView validation) => new(train, validation);

    /// <summary>Ten folds for less than 15,000 rows, else nine tenths to train on and one tenth to validate on.</summary>
    public static IReadOnlyList<TrainTestData> Split(MLContext context, IDataView data, string? samplingKey)
        => HasAtLeast(data, FoldRowLimit)
            ? [context.Data.TrainTestSplit(data, samplingKeyColumnName: samplingKey)]
            : Folds(context, data, FoldCount, samplingKey);

    /// <summary>Folds; those without rows to train or to validate on are left out, as they occur in very small data.</summary>
    /// <exception cref="ArgumentException">No fold is left.</exception>
    public static IReadOnlyList<TrainTestData> Folds(MLContext context, IDataView data, int count, string? samplingKey)
    {
        var folds = context.Data.CrossValidationSplit(data, count, samplingKey)
            .Where(fold => HasAtLeast(fold.TrainSet, 1) && HasAtLeast(fold.TestSet, 1))
            .ToArray();
        return folds.Length > 0
            ? folds
            : throw new ArgumentException("The rows cannot be split into folds: all of them fell into one. Give more rows, or a sampling key with more values.", nameof(data));
    }

    /// <exception cref="ArgumentNullException">The data is null.</exception>
    /// <exception cref="ArgumentException">The data has no rows.</exception>
    public static void CheckRows(IDataView data, string name, string what)
    {
        ArgumentNullException.ThrowIfNull(data, name);
        if (!HasAtLeast(data, 1))
        {
            throw new ArgumentException($"{what} data has 0 rows: give at least one.", name);
        }
    }

    /// <exception cref="ArgumentException">The two do not have the same columns.</exception>
    public static void CheckSameColumns(IDataView train, IDataView validation)
    {
        var wrong = new List<string>();
        foreach (var column in train.Schema.Where(column => !column.IsHidden))
        {
            if (validation.Schema.GetColumnOrNull(column.Name) is not { } other)
            {
                wrong.Add($"column '{column.Name}' exists in train data, but not in validation data");
            }
            else if (!column.Type.Equals(other.Type))
            {
                wrong.Add($"column '{column.Name}' is of type {column.Type} in train data, and of type {other.Type} in validation data");
            }
        }

        wrong.AddRange(validation.Schema
            .Where(column => !column.IsHidden && train.Schema.GetColumnOrNull(column.Name) is null)
            .Select(column => $"column '{column.Name}' exists in validation data, but not in train data"));
        if (wrong.Count > 0)
        {
            throw new ArgumentException($"Training data and validation data schemas do not match: {string.Join("; ", wrong)}. Load both in the same way.", nameof(validation));
        }
    }

    /// <summary>The label's type.</summary>
    /// <exception cref="ArgumentException">A column named for a purpose is not there, is named twice, or is of a wrong type.</exception>
    public static DataViewType CheckColumns(IDataView data, ColumnInformation columns, Func<DataViewType, string?> labelViolation)
    {
        var names = PurposeInference.Names(columns).ToArray();
        var there = data.Schema.Where(column => !column.IsHidden).Select(column => column.Name).ToArray();
        var wrong = names.Except(there).Select(name => Missing(name, name == columns.LabelColumnName ? "label " : "", there)).ToList();
        wrong.AddRange(names.GroupBy(name => name, StringComparer.Ordinal).Where(group => group.Count() > 1 && !IsGroupedKey(group.Key, columns))
            .Select(group => $"the column '{group.Key}' is named {group.Count()} times, but has one purpose"));
        var label = data.Schema.GetColumnOrNull(columns.LabelColumnName)?.Type;
        if (label is not null && labelViolation(label) is { } violation)
        {
            wrong.Add($"the label column '{columns.LabelColumnName}' {violation}");
        }

        return wrong.Count == 0 && label is not null
            ? label
            : throw new ArgumentException($"The column information does not fit the data: {string.Join("; ", wrong)}.", nameof(columns));
    }

    // One column may well keep groups together and be the group.
    private static bool IsGroupedKey(string name, ColumnInformation columns) => name == columns.SamplingKeyColumnName && name == columns.GroupIdColumnName;

    private static string Missing(string name, string purpose, string[] there)
        => $"the {purpose}column '{name}' was not found; there are {string.Join(", ", there)}";

    private static bool HasAtLeast(IDataView data, long rows)
    {
        if (data.GetRowCount() is { } count)
        {
            return count >= rows;
        }

        using var cursor = data.GetRowCursor([]);
        for (var row = 0L; row < rows; row++)
        {
            if (!cursor.MoveNext())
            {
                return false;
            }
        }

        return true;
    }
}
