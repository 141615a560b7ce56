using Microsoft.ML.Data;

namespace Microsoft.ML.Transforms;

/// <summary>What the missing values of a column are replaced by: one value, or one for every slot.</summary>
internal abstract class Replacement
{
    public static Replacement Zero(DataViewType type) =>
        type.ItemType().RawType == typeof(float) ? new Replacement<float>([0]) : new Replacement<double>([0]);

    public static Replacement Read(ModelReader reader) =>
        reader.ReadBoolean() ? new Replacement<float>(NotEmpty<float>(reader)) : new Replacement<double>(NotEmpty<double>(reader));

    public abstract void Write(ModelWriter writer);

    /// <summary>Checks that a column is of the type learned.</summary>
    public abstract void Check(DataViewSchema.Column column);

    public abstract Delegate CreateGetter(DataViewRow row, DataViewSchema.Column column);

    private static T[] NotEmpty<T>(ModelReader reader)
        where T : unmanaged => reader.ReadArray<T>() is { Length: > 0 } values ? values : throw reader.Corrupt("a replacement has no value");
}
