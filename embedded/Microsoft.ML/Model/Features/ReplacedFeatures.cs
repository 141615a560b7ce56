using MLNetTuning.Trainers.Boosting;

namespace Microsoft.ML.Data;

/// <summary>One number from a getter, or another where it is missing.</summary>
internal sealed class ReplacedFeatures(ValueGetter<float> getter, float replacement) : FeatureSource
{
    public override void Write(Span<float> target) => target[0] = Read();

    public override void Write(TreeBlock block, int row, int offset) => block.Set(row, offset, Read());

    private float Read()
    {
        var value = 0f;
        getter(ref value);
        return float.IsNaN(value) ? replacement : value;
    }
}
