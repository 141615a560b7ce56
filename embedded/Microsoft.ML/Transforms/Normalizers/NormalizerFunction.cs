using System.Numerics;
using Microsoft.ML.Data;

namespace Microsoft.ML.Transforms;

/// <summary>A learned scaling of a column.</summary>
internal abstract class NormalizerFunction
{
    public abstract NormalizingTransformer.NormalizerModelParametersBase Parameters { get; }

    public abstract Delegate CreateGetter(DataViewRow row, DataViewSchema.Column column);

    public abstract void Write(ModelWriter writer);

    public static NormalizerFunction Read(ModelReader reader, DataViewType type) => type.ItemType().RawType == typeof(float)
        ? Read<float>(reader, type is VectorDataViewType)
        : Read<double>(reader, type is VectorDataViewType);

    private static NormalizerFunction Read<T>(ModelReader reader, bool isVector)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        if (reader.ReadBoolean())
        {
            var useLog = reader.ReadBoolean();
            return new CdfFunction<T>(reader.ReadArray<T>(), reader.ReadArray<T>(), useLog, isVector);
        }

        var scale = reader.ReadArray<T>();
        var hasOffset = reader.ReadBoolean();
        return new AffineFunction<T>(scale, hasOffset ? reader.ReadArray<T>() : null, isVector);
    }
}
