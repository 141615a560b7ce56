using Microsoft.ML;
using MLNetTuning.Estimators.Data;

namespace MLNetTuning.Estimators.Importance;

/// <summary>A data view in which one column's values stand in other rows.</summary>
internal sealed class ShuffledColumnView : IDataView
{
    private readonly IDataView _source;
    private readonly IValues _values;
    private readonly int[] _order;

    private ShuffledColumnView(IDataView source, IValues values, int[] order) => (_source, _values, _order) = (source, values, order);

    public bool CanShuffle => false;

    public DataViewSchema Schema => _source.Schema;

    /// <summary>Reads a column once; the result makes a view for each order of rows.</summary>
    public static Func<int[], IDataView> Of(IDataView source, DataViewSchema.Column column)
    {
        var values = (IValues)Activator.CreateInstance(typeof(ValuesOf<>).MakeGenericType(column.Type.RawType), source, column)!;
        return order => new ShuffledColumnView(source, values, order);
    }

    public long? GetRowCount() => _order.Length;

    public DataViewRowCursor GetRowCursor(IEnumerable<DataViewSchema.Column> columnsNeeded, Random? rand = null) =>
        new ReplacedColumnCursor(_source.GetRowCursor(columnsNeeded), _values.Column, inner => _values.Getter(() => _order[inner.Position]));

    public DataViewRowCursor[] GetRowCursorSet(IEnumerable<DataViewSchema.Column> columnsNeeded, int n, Random? rand = null) => [GetRowCursor(columnsNeeded, rand)];

    private interface IValues
    {
        int Column { get; }

        Delegate Getter(Func<long> row);
    }

    private sealed class ValuesOf<T> : IValues
    {
        private readonly List<T> _values = [];

        public ValuesOf(IDataView source, DataViewSchema.Column column)
        {
            Column = column.Index;
            using var cursor = source.GetRowCursor([column]);
            var getter = cursor.GetGetter<T>(column);
            while (cursor.MoveNext())
            {
                T value = default!;
                getter(ref value);
                _values.Add(value);
            }
        }

        public int Column { get; }

        public Delegate Getter(Func<long> row) => (ValueGetter<T>)((ref T value) => value = _values[(int)row()]);
    }
}
