using MLNetTuning.Trainers.Boosting;

namespace Microsoft.ML.Data;

/// <summary>A 1 in the slot of a key; a missing key has none.</summary>
internal sealed class IndicatorFeatures(ValueGetter<uint> getter, int count) : FeatureSource
{
    public override void Write(Span<float> target)
    {
        var key = 0u;
        getter(ref key);
        if (key - 1 < (uint)count)
        {
            target[(int)key - 1] = 1;
        }
    }

    public override void Write(TreeBlock block, int row, int offset)
    {
        var key = 0u;
        getter(ref key);
        if (key - 1 < (uint)count)
        {
            block.Set(row, offset + (int)key - 1, 1);
        }
    }
}
