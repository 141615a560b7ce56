using Microsoft.ML;
using Microsoft.ML.Data;
using MLNetTuning.Estimators.Scoring;
using MLNetTuning.Trainers;

namespace MLNetTuning.Estimators.Data;

/// <summary>Reads features, labels and weights out of a data view in one pass, and refuses what cannot be learnt from.</summary>
internal static class TrainingReader
{
    private const double MostDropped = 0.5;

    /// <param name="data">The rows.</param>
    /// <param name="columns">The columns to read.</param>
    /// <param name="task">What is learnt.</param>
    /// <param name="allowMissing">Whether NaN features are allowed (they are filled later).</param>
    /// <param name="isTraining">Whether the rows train a model, and so must show two classes; a validation part need not.</param>
    public static TrainingRows Read(IDataView data, TrainingColumns columns, PredictionTask task, bool allowMissing, bool isTraining = true)
    {
        ArgumentNullException.ThrowIfNull(data);
        var features = ColumnCheck.Features(data.Schema, columns.Features);
        var label = ColumnCheck.Label(data.Schema, columns.Label, task);
        var weight = columns.Weight is null ? (DataViewSchema.Column?)null : ColumnCheck.Weight(data.Schema, columns.Weight);
        var (rows, dropped) = ReadRows(data, features, label, weight, allowMissing);
        CheckRows(rows, dropped, label.Name, isTraining);
        var classes = task switch
        {
            PredictionTask.Binary => 2,
            PredictionTask.Multiclass => ClassCount(label, rows),
            _ => 0,
        };
        if (isTraining)
        {
            CheckLabels(rows, label.Name, task);
        }

        return new TrainingRows(rows, classes, task == PredictionTask.Multiclass ? ClassValues.FromKey(label) : null, dropped);
    }

    /// <summary>Rows to pick the best epoch on, which must look like those trained on.</summary>
    /// <exception cref="ArgumentException">They have other features or classes.</exception>
    public static TrainingData ReadValidation(IDataView data, TrainingColumns columns, PredictionTask task, bool allowMissing, TrainingRows train)
    {
        const string Remedy = "Make both with the same fitted transforms: fit them on the training rows, then transform both parts.";
        var read = Read(data, columns, task, allowMissing, isTraining: false);
        if (read.Rows.Columns != train.Rows.Columns)
        {
            throw new ArgumentException(FormattableString.Invariant($"The validation part has {read.Rows.Columns} features in '{columns.Features}', but the training part {train.Rows.Columns}. {Remedy}"));
        }

        return read.Classes == train.Classes && (read.ClassValues?.Names ?? []).SequenceEqual(train.ClassValues?.Names ?? [])
            ? read.Rows
            : throw new ArgumentException($"The keys of the label '{columns.Label}' stand for other classes in the validation part than in the training part. {Remedy}");
    }

    private static (TrainingData Rows, int Dropped) ReadRows(
        IDataView data, DataViewSchema.Column features, DataViewSchema.Column label, DataViewSchema.Column? weight, bool allowMissing)
    {
        var size = ((VectorDataViewType)features.Type).Size;
        var matrix = new RowCollector(size, data.GetRowCount());
        var labels = new List<float>();
        var weights = weight is null ? null : new List<float>();
        DataViewSchema.Column[] active = weight is { } one ? [features, label, one] : [features, label];
        using var cursor = data.GetRowCursor(active);
        var readLabel = LabelReader.Bind(cursor, label);
        var readWeight = weight is { } column ? cursor.GetGetter<float>(column) : null;
        var readFeatures = cursor.GetGetter<VBuffer<float>>(features);
        var buffer = default(VBuffer<float>);
        var dropped = 0;
        for (var row = 0L; cursor.MoveNext(); row++)
        {
            var value = readLabel();
            if (float.IsNaN(value))
            {
                dropped++;
                continue;
            }

            if (float.IsInfinity(value))
            {
                throw new InvalidOperationException($"The label '{label.Name}' of row {row} is {value}; labels must be finite or missing.");
            }

            readFeatures(ref buffer);
            CheckFeatures(buffer, row, features, allowMissing);
            matrix.Add(buffer);
            labels.Add(value);
            weights?.Add(ReadWeight(readWeight!, row, weight!.Value.Name));
        }

        return (matrix.ToData([.. labels], weights is null ? null : [.. weights]), dropped);
    }

    private static float ReadWeight(ValueGetter<float> getter, long row, string name)
    {
        var value = 0f;
        getter(ref value);
        return value >= 0 && float.IsFinite(value)
            ? value
            : throw new InvalidOperationException(FormattableString.Invariant($"The weight '{name}' of row {row} is {value}; weights must be finite and 0 or more."));
    }

    private static void CheckFeatures(in VBuffer<float> buffer, long row, DataViewSchema.Column column, bool allowMissing)
    {
        var values = buffer.GetValues();
        var start = 0;
        while (values[start..].IndexOfAnyExceptInRange(float.MinValue, float.MaxValue) is >= 0 and var found)
        {
            start += found;
            if (!allowMissing || float.IsInfinity(values[start]))
            {
                var slot = buffer.IsDense ? start : buffer.GetIndices()[start];
                throw new InvalidOperationException(FormattableString.Invariant(
                    $"The feature {SlotName(column, slot)} of row {row} is {values[start]}; features must be finite{(allowMissing ? " or missing (NaN)" : "")}. Mend the column, or replace such values before this estimator."));
            }

            start++;
        }
    }

    private static string SlotName(DataViewSchema.Column column, int slot)
    {
        if (!column.HasSlotNames())
        {
            return FormattableString.Invariant($"{column.Name}[{slot}]");
        }

        VBuffer<ReadOnlyMemory<char>> names = default;
        column.GetSlotNames(ref names);
        return FormattableString.Invariant($"'{names.GetItemOrDefault(slot)}' ({column.Name}[{slot}])");
    }

    private static void CheckRows(TrainingData rows, int dropped, string label, bool isTraining)
    {
        var all = rows.Rows + dropped;
        if (all == 0)
        {
            throw new InvalidOperationException($"The {(isTraining ? "data" : "validation part")} has no rows. Check the file and the filters before this estimator.");
        }

        if (dropped > all * MostDropped)
        {
            throw new InvalidOperationException($"The label '{label}' is missing in {dropped} of {all} rows, more than half. Check the label column; rows without a label cannot be learnt from.");
        }

        if (isTraining && rows.Rows < 2)
        {
            throw new InvalidOperationException($"The data has {rows.Rows} row with a label; training needs 2 or more.");
        }
    }

    private static void CheckLabels(TrainingData rows, string label, PredictionTask task)
    {
        if (task == PredictionTask.Regression || rows.Labels.AsSpan().ContainsAnyExcept(rows.Labels[0]))
        {
            return;
        }

        throw new InvalidOperationException($"All {rows.Rows} rows have one class in the label '{label}'; a classifier needs rows of two classes or more.");
    }

    private static int ClassCount(DataViewSchema.Column label, TrainingData rows)
    {
        var count = ((KeyDataViewType)label.Type).Count;
        if (count is < 2 or > 100_000)
        {
            throw new InvalidOperationException($"The label '{label.Name}' has {(count == 1 ? "1 class" : $"{count} classes")}; a classifier takes 2 to 100,000. Check the label, or the rows the key was made from.");
        }

        var largest = rows.Labels.Max();
        return largest < count ? (int)count : throw new InvalidOperationException($"The label '{label.Name}' holds class {largest + 1} of {count}; the key column is not sound.");
    }
}
