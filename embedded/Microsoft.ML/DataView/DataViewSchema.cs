using System.Collections;
using System.Diagnostics.CodeAnalysis;
using Microsoft.ML.Data;

namespace Microsoft.ML;

/// <summary>The columns of a data view. Of columns that share a name all but the last are hidden.</summary>
public sealed partial class DataViewSchema : IReadOnlyList<DataViewSchema.Column>
{
    private readonly Column[] _columns;
    private readonly Dictionary<string, int> _byName = new(StringComparer.Ordinal);

    private DataViewSchema(IReadOnlyList<DetachedColumn> columns)
    {
        for (var i = 0; i < columns.Count; i++)
        {
            _byName[columns[i].Name] = i;
        }

        _columns = columns.Select((column, i) => new Column(column, i, _byName[column.Name] != i)).ToArray();
    }

    /// <summary>Number of columns, hidden ones included.</summary>
    public int Count => _columns.Length;

    /// <summary>The column of this name; the last where there are several.</summary>
    /// <param name="name">The name, compared exactly.</param>
    /// <exception cref="ArgumentOutOfRangeException">There is no such column.</exception>
    public Column this[string name] => GetColumnOrNull(name)
        ?? throw new ArgumentOutOfRangeException(nameof(name), $"Column '{name}' not found; the columns are {Names()}.");

    /// <summary>The column at this place.</summary>
    /// <param name="columnIndex">From 0 to <see cref="Count"/> - 1.</param>
    public Column this[int columnIndex]
    {
        get
        {
            if ((uint)columnIndex >= (uint)_columns.Length)
            {
                throw new ArgumentOutOfRangeException(nameof(columnIndex), columnIndex, $"The schema has {_columns.Length} columns.");
            }

            return _columns[columnIndex];
        }
    }

    /// <summary>The column of this name; null where there is none.</summary>
    /// <param name="name">The name, compared exactly.</param>
    public Column? GetColumnOrNull(string name)
    {
        ArgumentNullException.ThrowIfNull(name);
        return _byName.TryGetValue(name, out var index) ? _columns[index] : null;
    }

    /// <summary>The columns in order.</summary>
    public IEnumerator<Column> GetEnumerator() => ((IEnumerable<Column>)_columns).GetEnumerator();

    /// <summary>The number of columns.</summary>
    public override string ToString() => $"{Count} columns";

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    internal static DataViewSchema Create(IReadOnlyList<DetachedColumn> columns) => new(columns);

    internal string Names() => string.Join(", ", _columns.Where(static c => !c.IsHidden).Select(static c => $"'{c.Name}'"));
}
