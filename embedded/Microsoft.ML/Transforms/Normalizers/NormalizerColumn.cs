using Microsoft.ML.Data;

namespace Microsoft.ML.Transforms;

/// <summary>What a normalizer learned of one column.</summary>
internal sealed record NormalizerColumn(DataViewType Type, NormalizerFunction Function)
{
    public const string Expected = "scalar or known-size vector of Single or Double";

    public static DataViewSchema.Column CheckType(DataViewSchema.Column column)
    {
        var item = column.Type.ItemType();
        var right = (item.Equals(NumberDataViewType.Single) || item.Equals(NumberDataViewType.Double))
            && column.Type is not VectorDataViewType { IsKnownSize: false };
        return right ? column : throw SchemaErrors.WrongType(column.Name, "input", Expected, column.Type.ToString()!);
    }
}
