using System.Globalization;
using System.Reflection;
using System.Text;

namespace Microsoft.ML.Data;

/// <summary>Writes rows as text.</summary>
internal sealed class TextSaver(char separator, bool headerRow, bool schema, bool keepHidden, bool forceDense)
{
    // A pair costs about this many times a zero of a full vector.
    private const double SparseWeight = 2.5;

    private static readonly MethodInfo s_scalar = typeof(TextSaver).GetMethod(nameof(ScalarWriter), BindingFlags.NonPublic | BindingFlags.Instance)!;
    private static readonly MethodInfo s_vector = typeof(TextSaver).GetMethod(nameof(VectorWriter), BindingFlags.NonPublic | BindingFlags.Instance)!;

    private readonly char _separator = separator is '\t' or ',' or ';' or ' ' or '|'
        ? separator
        : throw new ArgumentOutOfRangeException(nameof(separator), separator, "The separator is a tab, comma, semicolon, space or bar.");

    public void Save(IDataView data, Stream stream)
    {
        var columns = data.Schema.Where(c => keepHidden || !c.IsHidden).ToArray();
        using var writer = new StreamWriter(stream, new UTF8Encoding(false), 1 << 16, leaveOpen: true) { NewLine = "\n" };
        if (schema)
        {
            WriteSchema(writer, columns);
        }

        if (headerRow && columns.All(static c => c.Type is not VectorDataViewType { IsKnownSize: false }))
        {
            writer.WriteLine(string.Join(_separator, columns.SelectMany(HeaderOf)));
        }

        using var cursor = data.GetRowCursor(columns);
        var line = new StringBuilder();
        var writers = columns.Select(c => Writer(cursor, cursor.Schema[c.Index])).ToArray();
        while (cursor.MoveNext())
        {
            line.Clear();
            for (var i = 0; i < writers.Length; i++)
            {
                if (i > 0)
                {
                    line.Append(_separator);
                }

                writers[i](line);
            }

            writer.Write(line);
            writer.WriteLine();
        }
    }

    private static void WriteSchema(TextWriter writer, DataViewSchema.Column[] columns)
    {
        var field = 0;
        foreach (var column in columns)
        {
            var size = column.Type is VectorDataViewType vector ? vector.Size : 1;
            var kind = ColumnTypes.Kind(column.Type.ItemType().RawType);
            var fields = column.Type is not VectorDataViewType ? $"{field}" : size == 0 ? $"{field}-**" : $"{field}-{field + size - 1}";
            writer.WriteLine(string.Create(CultureInfo.InvariantCulture, $"#@ col={column.Name}:{kind}:{fields}"));
            field += size;
        }
    }

    private IEnumerable<string> HeaderOf(DataViewSchema.Column column)
    {
        if (column.Type is not VectorDataViewType vector)
        {
            return [Quote(column.Name)];
        }

        var names = column.SlotNamesOrNull();
        return names is null
            ? Enumerable.Range(0, vector.Size).Select(_ => "\"\"")
            : names.Select(name => Quote(name.Span));
    }

    private Action<StringBuilder> Writer(DataViewRow row, DataViewSchema.Column column)
    {
        if (column.Type.ItemType() is RowIdDataViewType)
        {
            throw new InvalidOperationException($"Column '{column.Name}' of type {column.Type} cannot be written as text; drop it first.");
        }

        return (column.Type is VectorDataViewType ? s_vector : s_scalar).MakeGenericMethod(column.Type.ItemType().RawType)
            .CreateDelegate<Func<DataViewRow, DataViewSchema.Column, Action<StringBuilder>>>(this)(row, column);
    }

    private Action<StringBuilder> ScalarWriter<T>(DataViewRow row, DataViewSchema.Column column)
    {
        var getter = row.GetGetter<T>(column);
        var isKey = column.Type is KeyDataViewType;
        T value = default!;
        return line =>
        {
            getter(ref value);
            Append(line, value, isKey);
        };
    }

    private Action<StringBuilder> VectorWriter<T>(DataViewRow row, DataViewSchema.Column column)
    {
        var getter = row.GetGetter<VBuffer<T>>(column);
        var isKey = column.Type.ItemType() is KeyDataViewType;
        VBuffer<T> vector = default;
        return line =>
        {
            getter(ref vector);
            if (!forceDense && vector.GetValues().Length * SparseWeight < vector.Length)
            {
                AppendPairs(line, vector, isKey);
                return;
            }

            var first = true;
            foreach (var item in vector.DenseValues())
            {
                if (!first)
                {
                    line.Append(_separator);
                }

                first = false;
                Append(line, item, isKey);
            }
        };
    }

    private void AppendPairs<T>(StringBuilder line, in VBuffer<T> vector, bool isKey)
    {
        line.Append(CultureInfo.InvariantCulture, $"{vector.Length}");
        var values = vector.GetValues();
        var indices = vector.GetIndices();
        for (var i = 0; i < values.Length; i++)
        {
            line.Append(_separator).Append(CultureInfo.InvariantCulture, $"{indices[i]}:");
            Append(line, values[i], isKey);
        }
    }

    private void Append<T>(StringBuilder line, T value, bool isKey)
    {
        switch (value)
        {
            case ReadOnlyMemory<char> text:
                line.Append(Quote(text.Span));
                break;
            case bool truth:
                line.Append(truth ? '1' : '0');
                break;
            case float.NaN or double.NaN:
                line.Append('?');
                break;
            case DateTime or DateTimeOffset or TimeSpan:
                line.Append('"').Append(((IFormattable)value).ToString(value is TimeSpan ? "c" : "o", CultureInfo.InvariantCulture)).Append('"');
                break;
            case IConvertible number when isKey:
                // A file holds keys from 0; key 0, which is missing, is an empty field.
                var key = number.ToUInt64(CultureInfo.InvariantCulture);
                line.Append(key == 0 ? "" : (key - 1).ToString(CultureInfo.InvariantCulture));
                break;
            case IFormattable number:
                line.Append(number.ToString(null, CultureInfo.InvariantCulture));
                break;
            default:
                throw new NotSupportedException($"{typeof(T)} cannot be written as text.");
        }
    }

    private string Quote(ReadOnlySpan<char> text)
    {
        if (text.IsEmpty)
        {
            return "\"\"";
        }

        var plain = text.IndexOfAny("\"\r\n\t,;| ") < 0 && text.IndexOf(_separator) < 0 && text.IndexOf(':') < 0 && !text.StartsWith("//") && text[0] != '#';
        return plain ? text.ToString() : $"\"{text.ToString().Replace("\"", "\"\"", StringComparison.Ordinal)}\"";
    }
}
