using System.Collections.Immutable;

namespace Microsoft.ML.Data;

/// <summary>The first rows of a data view, to look at.</summary>
public sealed class DataDebuggerPreview
{
    internal const int DefaultMaxRows = 100;

    internal DataDebuggerPreview(IDataView data, int maxRows)
    {
        ArgumentNullException.ThrowIfNull(data);
        ArgumentOutOfRangeException.ThrowIfNegative(maxRows);
        Schema = data.Schema;
        var rows = new List<RowInfo>();
        using var cursor = data.GetRowCursor(Schema);
        var readers = Schema.Select(column => BoxedGetters.Create(cursor, cursor.Schema[column.Index])).ToArray();
        while (rows.Count < maxRows && cursor.MoveNext())
        {
            rows.Add(new RowInfo(readers.Select((read, i) => new KeyValuePair<string, object>(Schema[i].Name, read())).ToArray()));
        }

        RowView = [.. rows];
        ColumnView = [.. Schema.Select(column => new ColumnInfo(column, rows.Select(row => row.Values[column.Index].Value).ToArray()))];
    }

    /// <summary>The schema.</summary>
    public DataViewSchema Schema { get; }

    /// <summary>The values column by column.</summary>
    public ImmutableArray<ColumnInfo> ColumnView { get; }

    /// <summary>The values row by row.</summary>
    public ImmutableArray<RowInfo> RowView { get; }

    /// <summary>Numbers of columns and rows.</summary>
    public override string ToString() => $"{Schema.Count} columns, {RowView.Length} rows";

    /// <summary>A row.</summary>
    public sealed class RowInfo
    {
        internal RowInfo(KeyValuePair<string, object>[] values)
        {
            Values = values;
        }

        /// <summary>The values by name of column.</summary>
        public KeyValuePair<string, object>[] Values { get; }

        /// <summary>The number of columns.</summary>
        public override string ToString() => $"{Values.Length} columns";
    }

    /// <summary>A column.</summary>
    public sealed class ColumnInfo
    {
        internal ColumnInfo(DataViewSchema.Column column, object[] values)
        {
            Column = column;
            Values = values;
        }

        /// <summary>The column.</summary>
        public DataViewSchema.Column Column { get; }

        /// <summary>Its values.</summary>
        public object[] Values { get; }

        /// <summary>Name and type of the column.</summary>
        public override string ToString() => $"{Column.Name}: {Column.Type}";
    }
}
