using Microsoft.ML;
using Microsoft.ML.Data;

namespace MLNetTuning.Estimators.Persistence.Conversion;

/// <summary>Made-up rows of a schema: some columns hold given values, all others their default. A fitted transformer is asked with it what it does.</summary>
internal sealed class ProbeView(DataViewSchema schema, int rows) : IDataView
{
    private readonly Dictionary<string, Delegate> _columns = new(StringComparer.Ordinal);

    public bool CanShuffle => false;

    public DataViewSchema Schema => schema;

    public long? GetRowCount() => rows;

    /// <summary>Sets the values of a column of scalars of type T.</summary>
    public ProbeView Set<T>(string name, Func<int, T> value)
    {
        _columns[name] = value;
        return this;
    }

    /// <summary>Sets a number, boolean or key column, scalar or vector, from floats: row, slot -> value.</summary>
    public ProbeView SetNumbers(string name, Func<int, int, float> value)
    {
        var type = schema[name].Type;
        var item = (type as VectorDataViewType)?.ItemType ?? type;
        _ = item.RawType switch
        {
            var raw when raw == typeof(float) => SetAny(name, type, value),
            var raw when raw == typeof(double) => SetAny(name, type, (row, slot) => (double)value(row, slot)),
            var raw when raw == typeof(bool) => SetAny(name, type, (row, slot) => value(row, slot) > 0),
            var raw when raw == typeof(int) => SetAny(name, type, (row, slot) => (int)value(row, slot)),
            var raw when raw == typeof(uint) => SetAny(name, type, (row, slot) => (uint)value(row, slot)),
            var raw when raw == typeof(long) => SetAny(name, type, (row, slot) => (long)value(row, slot)),
            var raw when raw == typeof(short) => SetAny(name, type, (row, slot) => (short)value(row, slot)),
            var raw when raw == typeof(ushort) => SetAny(name, type, (row, slot) => (ushort)value(row, slot)),
            var raw when raw == typeof(sbyte) => SetAny(name, type, (row, slot) => (sbyte)value(row, slot)),
            var raw when raw == typeof(byte) => SetAny(name, type, (row, slot) => (byte)value(row, slot)),
            var raw when raw == typeof(ulong) => SetAny(name, type, (row, slot) => (ulong)value(row, slot)),
            _ => throw new NotSupportedException($"Column '{name}' is of type {type}, which has no portable form."),
        };
        return this;
    }

    public DataViewRowCursor GetRowCursor(IEnumerable<DataViewSchema.Column> columnsNeeded, Random? rand = null) => new Cursor(this, columnsNeeded);

    public DataViewRowCursor[] GetRowCursorSet(IEnumerable<DataViewSchema.Column> columnsNeeded, int n, Random? rand = null) => [GetRowCursor(columnsNeeded, rand)];

    private ProbeView SetAny<T>(string name, DataViewType type, Func<int, int, T> value)
    {
        if (type is not VectorDataViewType vector)
        {
            return Set(name, row => value(row, 0));
        }

        return Set(name, row => new VBuffer<T>(vector.Size, [.. Enumerable.Range(0, vector.Size).Select(slot => value(row, slot))]));
    }

    private sealed class Cursor(ProbeView view, IEnumerable<DataViewSchema.Column> active) : DataViewRowCursor
    {
        private readonly HashSet<int> _active = [.. active.Select(column => column.Index)];
        private long _position = -1;

        public override long Position => _position;

        public override long Batch => 0;

        public override DataViewSchema Schema => view.Schema;

        public override bool MoveNext() => ++_position < view.GetRowCount();

        public override bool IsColumnActive(DataViewSchema.Column column) => _active.Contains(column.Index);

        public override ValueGetter<DataViewRowId> GetIdGetter() => (ref DataViewRowId id) => id = new DataViewRowId((ulong)_position, 0);

        public override ValueGetter<TValue> GetGetter<TValue>(DataViewSchema.Column column)
        {
            if (!column.IsHidden && view._columns.TryGetValue(column.Name, out var known))
            {
                var value = (Func<int, TValue>)known;
                return (ref TValue target) => target = value((int)_position);
            }

            var blank = Blank<TValue>(column.Type);
            return (ref TValue target) => target = blank;
        }

        private static TValue Blank<TValue>(DataViewType type)
        {
            if (type is VectorDataViewType { Size: > 0 } vector)
            {
                // An empty sparse vector of the right length; only its item type is known at run time.
                return (TValue)Activator.CreateInstance(typeof(TValue), vector.Size, 0, null, null)!;
            }

            return default!;
        }
    }
}
