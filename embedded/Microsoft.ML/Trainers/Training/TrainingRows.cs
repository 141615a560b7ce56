using MLNetTuning.Trainers;

namespace Microsoft.ML.Trainers;

/// <summary>The rows of a data view that a trainer can learn from, read once into arrays.</summary>
internal sealed class TrainingRows
{
    // A power of two less one: how many rows go by between two looks at the cancellation.
    private const int RowsBetweenChecks = 1023;

    private TrainingRows(TrainingData data, int missingLabels, int missingFeatures)
    {
        Data = data;
        MissingLabels = missingLabels;
        MissingFeatures = missingFeatures;
    }

    /// <summary>Features, labels and weights of the rows kept.</summary>
    internal TrainingData Data { get; }

    /// <summary>Rows left out because their label is missing.</summary>
    internal int MissingLabels { get; }

    /// <summary>Rows left out because a feature is missing or infinite and the trainer cannot use that.</summary>
    internal int MissingFeatures { get; }

    /// <summary>Number of rows kept.</summary>
    internal int Count => Data.Rows;

    /// <summary>Reads the rows whose label is there and whose weight is above 0.</summary>
    /// <param name="data">Where to read.</param>
    /// <param name="columns">Which columns.</param>
    /// <param name="keepMissing">Whether rows with a missing feature are kept (NaN) or left out.</param>
    /// <param name="missingLabel">The label of rows that have none; NaN leaves them out.</param>
    /// <exception cref="InvalidOperationException">No row is left.</exception>
    /// <exception cref="OperationCanceledException">The columns' cancellation was set.</exception>
    internal static TrainingRows Read(IDataView data, TrainingColumns columns, bool keepMissing, float missingLabel = float.NaN)
    {
        var builder = new TrainingRowsBuilder(columns.FeatureCount, columns.Weight is not null, data.GetRowCount());
        var (read, missingLabels, missingFeatures) = (0, 0, 0);
        using (var cursor = data.GetRowCursor(columns.Needed))
        {
            var label = LabelReader.Create(cursor, columns.Label);
            var features = new FeatureReader(cursor, columns.Features, columns.FeatureCount);
            var weight = columns.Weight is { } weightColumn ? cursor.GetGetter<float>(weightColumn) : null;
            while (cursor.MoveNext())
            {
                if ((read++ & RowsBetweenChecks) == 0)
                {
                    columns.Cancellation.ThrowIfCancellationRequested();
                }

                var value = label();
                value = float.IsNaN(value) ? missingLabel : value;
                if (!float.IsFinite(value))
                {
                    missingLabels++;
                    continue;
                }

                var row = builder.NextRow();
                features.ReadInto(row);
                if (!keepMissing && !Finite.All(row))
                {
                    missingFeatures++;
                    continue;
                }

                builder.Keep(value, ReadWeight(weight));
            }
        }

        if (builder.Count == 0)
        {
            throw new InvalidOperationException(
                $"There is nothing to train on: of the rows read, {missingLabels} have no '{columns.Label.Name}' label and {missingFeatures} have a missing '{columns.Features.Name}' value. " +
                "Check the label column, or replace missing values before the trainer.");
        }

        return new TrainingRows(builder.Build(), missingLabels, missingFeatures);
    }

    /// <summary>The same rows, labelled 1 for one class and 0 for all others.</summary>
    internal TrainingRows OneAgainstRest(int oneClass) => new(MulticlassLabels.OneAgainstRest(Data, oneClass), MissingLabels, MissingFeatures);

    private static float ReadWeight(ValueGetter<float>? getter)
    {
        float weight = 1;
        getter?.Invoke(ref weight);
        return float.IsFinite(weight) && weight > 0 ? weight : 0;
    }
}
