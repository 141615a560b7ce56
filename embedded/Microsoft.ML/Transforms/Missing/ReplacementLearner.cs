using Microsoft.ML.Data;

namespace Microsoft.ML.Transforms;

/// <summary>Learns the replacement for one column.</summary>
internal abstract class ReplacementLearner
{
    public abstract void Process();

    public abstract Replacement Finish();

    public static ReplacementLearner Create(
        MissingValueReplacingEstimator.ReplacementMode mode, bool bySlot, DataViewRow row, DataViewSchema.Column column) =>
        column.Type.ItemType().RawType == typeof(float)
            ? new ReplacementLearner<float>(mode, bySlot, row, column)
            : new ReplacementLearner<double>(mode, bySlot, row, column);
}
