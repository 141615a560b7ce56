using System.Collections;
using Microsoft.ML.Data;

namespace Microsoft.ML;

/// <summary>What is known of a schema before any data is seen: names and kinds of columns, but no sizes.</summary>
public sealed partial class SchemaShape : IReadOnlyList<SchemaShape.Column>
{
    internal static readonly SchemaShape Empty = new([]);

    private readonly Column[] _columns;

    /// <summary>Makes a shape of columns.</summary>
    /// <param name="columns">The columns.</param>
    /// <exception cref="ArgumentException">A column was never initialised.</exception>
    public SchemaShape(IEnumerable<Column> columns)
    {
        ArgumentNullException.ThrowIfNull(columns);
        _columns = columns.ToArray();
        if (_columns.Any(static c => c.Name is null))
        {
            throw new ArgumentException("Some columns are not initialised.", nameof(columns));
        }
    }

    /// <summary>Number of columns.</summary>
    public int Count => _columns.Length;

    /// <summary>The column at this place.</summary>
    /// <param name="index">From 0 to <see cref="Count"/> - 1.</param>
    public Column this[int index] => _columns[index];

    /// <summary>The columns in order.</summary>
    public IEnumerator<Column> GetEnumerator() => ((IEnumerable<Column>)_columns).GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    internal static SchemaShape Create(DataViewSchema schema) =>
        new(schema.Where(static c => !c.IsHidden).Select(static c => Column.Create(
            c.Name,
            c.Type,
            new SchemaShape(c.Annotations.Schema.Select(static a => Column.Create(a.Name, a.Type, Empty))))));

    internal bool TryFindColumn(string name, out Column column)
    {
        foreach (var candidate in _columns)
        {
            if (candidate.Name == name)
            {
                column = candidate;
                return true;
            }
        }

        column = default;
        return false;
    }

    internal Column Find(string name, string role = "input") => TryFindColumn(name, out var column)
        ? column
        : throw SchemaErrors.Missing(name, role, _columns.Select(static c => c.Name));

    /// <summary>This shape with columns replaced (same name) or appended.</summary>
    internal SchemaShape With(params IEnumerable<Column> columns)
    {
        var result = new List<Column>(_columns);
        foreach (var column in columns)
        {
            var at = result.FindIndex(c => c.Name == column.Name);
            if (at < 0)
            {
                result.Add(column);
            }
            else
            {
                result[at] = column;
            }
        }

        return new SchemaShape(result);
    }
}
