using System.Reflection;
using Microsoft.ML.Data;

namespace Microsoft.ML.Transforms.Text;

/// <summary>Reads a vector column of keys as 32-bit numbers, with 0 for keys beyond the count.</summary>
internal abstract class NgramKeys
{
    public const string Expected = "Expected vector of Key type, and Key is convertible to UInt32";

    private static readonly MethodInfo s_create = typeof(NgramKeys).GetMethod(nameof(Typed), BindingFlags.NonPublic | BindingFlags.Static)!;

    public static bool IsSupported(DataViewType type) => type is VectorDataViewType { ItemType: KeyDataViewType key } && key.RawType != typeof(ulong);

    /// <summary>The keys of the current row; valid until the next call.</summary>
    public abstract ReadOnlySpan<uint> Read();

    public static NgramKeys Create(DataViewRow row, DataViewSchema.Column column) =>
        s_create.MakeGenericMethod(column.Type.ItemType().RawType).CreateDelegate<Func<DataViewRow, DataViewSchema.Column, NgramKeys>>()(row, column);

    private static NgramKeys Typed<T>(DataViewRow row, DataViewSchema.Column column)
        where T : unmanaged => new Reader<T>(row.GetGetter<VBuffer<T>>(column), ((KeyDataViewType)column.Type.ItemType()).Count);

    private sealed class Reader<T>(ValueGetter<VBuffer<T>> getter, ulong count) : NgramKeys
        where T : unmanaged
    {
        private readonly Func<T, ulong> _number = NumberConversions.ToUInt64<T>()!;
        private VBuffer<T> _source;
        private uint[] _keys = [];

        public override ReadOnlySpan<uint> Read()
        {
            getter(ref _source);
            if (_source.Length > _keys.Length)
            {
                _keys = new uint[Math.Max(_source.Length, _keys.Length * 2)];
            }

            var keys = _keys.AsSpan(0, _source.Length);
            var values = _source.GetValues();
            var indices = _source.GetIndices();
            if (!_source.IsDense)
            {
                keys.Clear();
            }

            for (var i = 0; i < values.Length; i++)
            {
                var key = _number(values[i]);
                keys[_source.IsDense ? i : indices[i]] = key <= count ? (uint)key : 0;
            }

            return keys;
        }
    }
}
