namespace Microsoft.ML.Data;

/// <summary>A row that may know a shorter way to a column's values than its getter.</summary>
internal interface IFeatureRow
{
    /// <summary>The values of a column; null for no other way than the getter.</summary>
    FeatureSource? FindFeatures(DataViewSchema.Column column);
}
