using System.Numerics;
using Microsoft.ML.Data;

namespace Microsoft.ML.Transforms;

/// <summary>A learned scaling of a column.</summary>
internal abstract class NormalizerFunction
{
    public abstract NormalizingTransformer.NormalizerModelParametersBase Parameters { get; }

    public abstract Delegate CreateGetter(DataViewRow row, DataViewSchema.Column column);

    public abstract void Write(ModelWriter writer);

    public static NormalizerFunction Read(ModelReader reader, DataViewType type)
    {
        var item = type.ItemType();
        if (!item.Equals(NumberDataViewType.Single) && !item.Equals(NumberDataViewType.Double))
        {
            throw reader.Corrupt($"{type} cannot be normalised");
        }

        return item.RawType == typeof(float)
            ? Read<float>(reader, type.ValueCount(), type is VectorDataViewType)
            : Read<double>(reader, type.ValueCount(), type is VectorDataViewType);
    }

    private static NormalizerFunction Read<T>(ModelReader reader, int size, bool isVector)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        if (reader.ReadBoolean())
        {
            var useLog = reader.ReadBoolean();
            return new CdfFunction<T>(ReadSlots<T>(reader, size), ReadSlots<T>(reader, size), useLog, isVector);
        }

        var scale = ReadSlots<T>(reader, size);
        var hasOffset = reader.ReadBoolean();
        return new AffineFunction<T>(scale, hasOffset ? ReadSlots<T>(reader, size) : null, isVector);
    }

    private static T[] ReadSlots<T>(ModelReader reader, int size)
        where T : unmanaged
    {
        var values = reader.ReadArray<T>();
        return values.Length == size ? values : throw reader.Corrupt($"{values.Length} numbers meet {size} slots");
    }
}
