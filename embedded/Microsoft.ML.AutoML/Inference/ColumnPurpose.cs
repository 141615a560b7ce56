namespace Microsoft.ML.AutoML;

/// <summary>
/// What a column is for.
/// </summary>
internal enum ColumnPurpose
{
    Ignore,
    Label,
    NumericFeature,
    CategoricalFeature,
    TextFeature,
    Weight,
    ImagePath,
    SamplingKey,
    UserId,
    ItemId,
    GroupId,
}
