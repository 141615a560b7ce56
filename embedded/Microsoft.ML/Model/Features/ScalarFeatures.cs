using MLNetTuning.Trainers.Boosting;

namespace Microsoft.ML.Data;

/// <summary>One number from a getter.</summary>
internal sealed class ScalarFeatures(ValueGetter<float> getter) : FeatureSource
{
    public override void Write(Span<float> target) => getter(ref target[0]);

    public override void Write(TreeBlock block, int row, int offset)
    {
        var value = 0f;
        getter(ref value);
        block.Set(row, offset, value);
    }
}
