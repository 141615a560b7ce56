using System.Globalization;

namespace MLNetTuning.Trainers.Portable;

/// <summary>Rows to score: named columns of floats or texts, all of one length.</summary>
public sealed class PortableTable
{
    private readonly Dictionary<string, (int Size, float[]? Numbers, string?[]? Texts)> _columns = new(StringComparer.Ordinal);

    /// <summary>Makes a table without columns.</summary>
    /// <param name="rows">Number of rows, 0 or more.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="rows"/> is negative.</exception>
    public PortableTable(int rows)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(rows);
        Rows = rows;
    }

    /// <summary>Number of rows.</summary>
    public int Rows { get; }

    /// <summary>The names of the columns set so far.</summary>
    public IReadOnlyCollection<string> Names => _columns.Keys;

    /// <summary>Sets a column of numbers (or of booleans as 1 and 0), replacing one of the same name.</summary>
    /// <param name="name">The column's name.</param>
    /// <param name="values">The values row by row, NaN for missing; not copied.</param>
    /// <param name="size">Values per row, 1 or more.</param>
    /// <returns>This table.</returns>
    /// <exception cref="ArgumentException">The length is not rows x size.</exception>
    public PortableTable Set(string name, float[] values, int size = 1)
    {
        ArgumentNullException.ThrowIfNull(values);
        CheckColumn(name, values.Length, size);
        _columns[name] = (size, values, null);
        return this;
    }

    /// <summary>Sets a column of texts, replacing one of the same name.</summary>
    /// <param name="name">The column's name.</param>
    /// <param name="values">The values row by row, null or empty for missing; not copied.</param>
    /// <param name="size">Values per row, 1 or more.</param>
    /// <returns>This table.</returns>
    /// <exception cref="ArgumentException">The length is not rows x size.</exception>
    public PortableTable Set(string name, string?[] values, int size = 1)
    {
        ArgumentNullException.ThrowIfNull(values);
        CheckColumn(name, values.Length, size);
        _columns[name] = (size, null, values);
        return this;
    }

    /// <summary>Makes a table of one row from named values.</summary>
    /// <param name="columns">The columns a model reads, as <see cref="PortableModel.Columns"/> lists them.</param>
    /// <param name="values">A value per column: a number, a bool, a text, a float or string array for a vector, or null for missing.</param>
    /// <exception cref="ArgumentException">A column has no value under its name, or a value of the wrong kind or length.</exception>
    public static PortableTable FromRow(IReadOnlyList<PortableColumn> columns, IReadOnlyDictionary<string, object?> values)
    {
        ArgumentNullException.ThrowIfNull(columns);
        ArgumentNullException.ThrowIfNull(values);
        var table = new PortableTable(1);
        foreach (var column in columns)
        {
            if (!values.TryGetValue(column.Name, out var value))
            {
                throw new ArgumentException($"The row has no value for column '{column.Name}'; give one, or null for missing.", nameof(values));
            }

            if (column.Kind == PortableColumnKind.Text)
            {
                table.Set(column.Name, TextsOf(column, value), column.Size);
            }
            else
            {
                table.Set(column.Name, NumbersOf(column, value), column.Size);
            }
        }

        return table;
    }

    internal float[]? Numbers(string name) => _columns.GetValueOrDefault(name).Numbers;

    internal string?[]? Texts(string name) => _columns.GetValueOrDefault(name).Texts;

    /// <summary>Values per row of a column, or 0 when there is no such column.</summary>
    internal int SizeOf(string name) => _columns.GetValueOrDefault(name).Size;

    private static string?[] TextsOf(PortableColumn column, object? value)
    {
        var texts = value switch
        {
            null => new string?[column.Size],
            string text => [text],
            string[] many => many,
            _ => throw WrongKind(column, value, "a text"),
        };
        return texts.Length == column.Size ? texts : throw WrongSize(column, texts.Length);
    }

    private static float[] NumbersOf(PortableColumn column, object? value)
    {
        var numbers = value switch
        {
            null => Enumerable.Repeat(float.NaN, column.Size).ToArray(),
            float[] many => many,
            bool flag => [flag ? 1f : 0f],
            string => throw WrongKind(column, value, "a number"),
            IConvertible number => [number.ToSingle(CultureInfo.InvariantCulture)],
            _ => throw WrongKind(column, value, "a number"),
        };
        return numbers.Length == column.Size ? numbers : throw WrongSize(column, numbers.Length);
    }

    private static ArgumentException WrongKind(PortableColumn column, object value, string wanted) =>
        new($"Column '{column.Name}' takes {wanted}, but a {value.GetType().Name} was given.");

    private static ArgumentException WrongSize(PortableColumn column, int length) =>
        new($"Column '{column.Name}' takes {column.Size} values per row, but {length} were given.");

    private void CheckColumn(string name, int length, int size)
    {
        ArgumentException.ThrowIfNullOrEmpty(name);
        ArgumentOutOfRangeException.ThrowIfLessThan(size, 1);
        if (length != (long)Rows * size)
        {
            throw new ArgumentException($"Column '{name}' has {length} values, but {Rows} rows x {size} are {(long)Rows * size}.", nameof(length));
        }
    }
}
