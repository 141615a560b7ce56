using MLNetTuning.Trainers.Boosting;

namespace Microsoft.ML.Data;

/// <summary>A vector from a getter.</summary>
internal sealed class VectorFeatures(ValueGetter<VBuffer<float>> getter, DataViewSchema.Column column) : FeatureSource
{
    private readonly int _size = column.Type.ValueCount();
    private VBuffer<float> _buffer;

    public override void Write(Span<float> target)
    {
        Read();
        if (_buffer.Length != target.Length)
        {
            throw new InvalidOperationException($"A row of column '{column.Name}' has {_buffer.Length} features where {target.Length} are expected.");
        }

        _buffer.CopyTo(target);
    }

    public override void Write(TreeBlock block, int row, int offset)
    {
        Read();
        var values = _buffer.GetValues();
        if (_buffer.IsDense)
        {
            for (var i = 0; i < values.Length; i++)
            {
                block.Set(row, offset + i, values[i]);
            }

            return;
        }

        var indices = _buffer.GetIndices();
        for (var i = 0; i < values.Length; i++)
        {
            block.Set(row, offset + indices[i], values[i]);
        }
    }

    private void Read()
    {
        getter(ref _buffer);
        if (_size != 0 && _buffer.Length != _size)
        {
            throw new InvalidOperationException($"Column '{column.Name}': expected {_size} slots, but got {_buffer.Length}");
        }
    }
}
