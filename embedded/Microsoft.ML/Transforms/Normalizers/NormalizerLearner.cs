using System.Numerics;
using Microsoft.ML.Data;

namespace Microsoft.ML.Transforms;

/// <summary>Learns the scaling of one column, row by row.</summary>
internal abstract class NormalizerLearner
{
    public abstract void Process();

    /// <summary>What takes the whole column at once; null where it comes row by row only.</summary>
    public abstract Action? Whole(IDataView input, DataViewSchema.Column column);

    public abstract NormalizerFunction Finish();

    public static NormalizerLearner Create(NormalizerSettings settings, DataViewRow row, DataViewSchema.Column column) =>
        column.Type.ItemType().RawType == typeof(float) ? Create<float>(settings, row, column) : Create<double>(settings, row, column);

    private static NormalizerLearner Create<T>(NormalizerSettings settings, DataViewRow row, DataViewSchema.Column column)
        where T : unmanaged, IFloatingPointIeee754<T> => settings.UseRange
            ? new RangeLearner<T>(settings, NormalizerSource<T>.Create(row, column))
            : new SpreadLearner<T>(settings, NormalizerSource<T>.Create(row, column));
}
