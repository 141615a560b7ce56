using Microsoft.ML.Data;

namespace Microsoft.ML.Transforms;

/// <summary>Reads a scalar or a vector column as a vector.</summary>
internal sealed class NormalizerSource<T>
    where T : unmanaged
{
    private readonly Func<VBuffer<T>> _read;

    private NormalizerSource(Func<VBuffer<T>> read, int size, bool isVector)
    {
        _read = read;
        Size = size;
        IsVector = isVector;
    }

    public int Size { get; }

    public bool IsVector { get; }

    public static NormalizerSource<T> Create(DataViewRow row, DataViewSchema.Column column)
    {
        if (column.Type is not VectorDataViewType vector)
        {
            var scalar = row.GetGetter<T>(column);
            var one = new T[1];
            return new NormalizerSource<T>(Scalar, 1, false);

            VBuffer<T> Scalar()
            {
                scalar(ref one[0]);
                return new VBuffer<T>(1, one);
            }
        }

        var getter = row.GetGetter<VBuffer<T>>(column);
        VBuffer<T> value = default;
        return new NormalizerSource<T>(Vector, vector.Size, true);

        VBuffer<T> Vector()
        {
            getter(ref value);
            return value.Length == vector.Size
                ? value
                : throw new InvalidOperationException($"Normalizer expected {vector.Size} slots but got {value.Length} in column '{column.Name}'.");
        }
    }

    public VBuffer<T> Read() => _read();
}
