using Microsoft.ML.Data;

namespace Microsoft.ML.Trainers;

/// <summary>Writes a row's vector of features out densely, without allocating.</summary>
internal sealed class FeatureReader
{
    private readonly ValueGetter<VBuffer<float>> _getter;
    private readonly string _name;
    private readonly int _count;
    private VBuffer<float> _buffer;

    internal FeatureReader(DataViewRow row, DataViewSchema.Column column, int count)
    {
        _getter = row.GetGetter<VBuffer<float>>(column);
        _name = column.Name;
        _count = count;
    }

    /// <exception cref="InvalidOperationException">The row's vector has another length.</exception>
    internal void ReadInto(Span<float> row)
    {
        _getter(ref _buffer);
        if (_buffer.Length != _count)
        {
            throw new InvalidOperationException($"A row of column '{_name}' has {_buffer.Length} features where {_count} are expected.");
        }

        _buffer.CopyTo(row);
    }
}
