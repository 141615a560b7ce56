using Microsoft.ML.Data;

namespace Microsoft.ML.Trainers;

/// <summary>The columns a trainer reads, found in one data view's schema.</summary>
internal sealed class TrainingColumns
{
    private TrainingColumns(DataViewSchema.Column features, DataViewSchema.Column label, DataViewSchema.Column? weight)
    {
        Features = features;
        Label = label;
        Weight = weight;
        FeatureCount = ((VectorDataViewType)features.Type).Size;
    }

    internal DataViewSchema.Column Features { get; }

    internal DataViewSchema.Column Label { get; }

    internal DataViewSchema.Column? Weight { get; }

    /// <summary>Stops the reading; none by default.</summary>
    internal CancellationToken Cancellation { get; init; }

    /// <summary>Number of features of every row, 1 or more.</summary>
    internal int FeatureCount { get; }

    /// <summary>The columns a cursor has to make active.</summary>
    internal IEnumerable<DataViewSchema.Column> Needed => Weight is { } weight ? [Features, Label, weight] : [Features, Label];

    /// <exception cref="ArgumentOutOfRangeException">A column is missing or has the wrong type.</exception>
    internal static TrainingColumns Find(DataViewSchema schema, string features, string label, string? weight, CancellationToken cancellation)
    {
        var featureColumn = schema.Find(features, "feature");
        if (featureColumn.Type is not VectorDataViewType { Size: > 0 } vector || vector.ItemType.RawType != typeof(float) || vector.ItemType is KeyDataViewType)
        {
            throw TrainingErrors.WrongType("feature", features, "a vector of Single with a known size", featureColumn.Type.ToString()!);
        }

        return new TrainingColumns(featureColumn, schema.Find(label, "label"), weight is null ? null : FindWeight(schema, weight)) { Cancellation = cancellation };
    }

    private static DataViewSchema.Column FindWeight(DataViewSchema schema, string name)
    {
        var column = schema.Find(name, "weight");
        return column.Type.RawType == typeof(float) ? column : throw TrainingErrors.WrongType("weight", name, "Single", column.Type.ToString()!);
    }
}
