using System.Globalization;
using System.Reflection;
using System.Text;

namespace Microsoft.ML.Data;

/// <summary>Writes the values of one column.</summary>
internal abstract class TextFieldWriter
{
    private static readonly MethodInfo s_create = typeof(TextFieldWriter).GetMethod(nameof(CreateTyped), BindingFlags.NonPublic | BindingFlags.Static)!;

    public static TextFieldWriter Create(DataViewRow row, DataViewSchema.Column column, char separator) => column.Type.ItemType() is RowIdDataViewType
        ? throw new InvalidOperationException($"Column '{column.Name}' of type {column.Type} cannot be written as text; drop it first.")
        : s_create.MakeGenericMethod(column.Type.ItemType().RawType)
            .CreateDelegate<Func<DataViewRow, DataViewSchema.Column, char, TextFieldWriter>>()(row, column, separator);

    public abstract void WriteHeader(TextLineWriter line);

    public abstract void WriteValue(TextLineWriter line);

    /// <summary>Text in quotes where it is empty, starts with a space or holds what would be read as something else.</summary>
    protected static string Quote(ReadOnlySpan<char> text, char separator)
    {
        if (!text.IsEmpty && text[0] != ' ' && text.IndexOfAny("\":\n\r") < 0 && text.IndexOf(separator) < 0)
        {
            return text.ToString();
        }

        return new StringBuilder("\"").Append(text).Replace("\"", "\"\"", 1, text.Length).Append('"').ToString();
    }

    private static TextFieldWriter CreateTyped<T>(DataViewRow row, DataViewSchema.Column column, char separator) => new Typed<T>(row, column, separator);

    private sealed class Typed<T> : TextFieldWriter
    {
        private readonly DataViewSchema.Column _column;
        private readonly char _separator;
        private readonly string _default;
        private readonly Func<IEnumerable<KeyValuePair<int, string>>> _read;
        private int _length = 1;

        public Typed(DataViewRow row, DataViewSchema.Column column, char separator)
        {
            _column = column;
            _separator = separator;
            _default = Text(default!);
            _read = column.Type is VectorDataViewType ? Vector(row.GetGetter<VBuffer<T>>(column)) : Scalar(row.GetGetter<T>(column));
        }

        public override void WriteHeader(TextLineWriter line)
        {
            if (_column.Type is not VectorDataViewType vector)
            {
                line.Add(1, "\"\"", [new(0, Quote(_column.Name, _separator))]);
                return;
            }

            var names = _column.SlotNamesOrNull() ?? [];
            line.Add(vector.Size, "\"\"", names.Select((name, i) => new KeyValuePair<int, string>(i, Quote(name.Span, _separator))));
        }

        public override void WriteValue(TextLineWriter line)
        {
            var values = _read();
            line.Add(_length, _default, values);
        }

        private Func<IEnumerable<KeyValuePair<int, string>>> Scalar(ValueGetter<T> getter)
        {
            T value = default!;
            return () =>
            {
                getter(ref value);
                return [new(0, Text(value))];
            };
        }

        private Func<IEnumerable<KeyValuePair<int, string>>> Vector(ValueGetter<VBuffer<T>> getter)
        {
            VBuffer<T> vector = default;
            return () =>
            {
                getter(ref vector);
                _length = vector.Length;
                return vector.Items().Select(item => new KeyValuePair<int, string>(item.Key, Text(item.Value)));
            };
        }

        private string Text(T value) => value switch
        {
            ReadOnlyMemory<char> text => Quote(text.Span, _separator),
            bool truth => truth ? "1" : "0",
            float.NaN or double.NaN => "?",
            float number => number.ToString("R", CultureInfo.InvariantCulture),
            double number => number.ToString("G17", CultureInfo.InvariantCulture),
            TimeSpan span => $"\"{span:c}\"",
            DateTime time => $"\"{time.ToString("o", CultureInfo.InvariantCulture)}\"",
            DateTimeOffset time => $"\"{time.ToString("o", CultureInfo.InvariantCulture)}\"",
            IConvertible key when _column.Type.ItemType() is KeyDataViewType => KeyText(key.ToUInt64(CultureInfo.InvariantCulture)),
            IFormattable number => number.ToString(null, CultureInfo.InvariantCulture),
            _ => throw new NotSupportedException($"{typeof(T)} cannot be written as text."),
        };

        // A file counts categories from 0.
        private static string KeyText(ulong key) => key == 0 ? "?" : (key - 1).ToString(CultureInfo.InvariantCulture);
    }
}
