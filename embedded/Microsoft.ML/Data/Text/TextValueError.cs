using System.Text;

namespace Microsoft.ML.Data;

/// <summary>A field that is no value of its column's type.</summary>
/// <param name="Line">Number of lines of the block before it.</param>
/// <param name="Place">The field, from 0.</param>
/// <param name="Value">What it holds.</param>
internal sealed record TextValueError(int Line, int Place, string Value)
{
    public static TextValueError At(TextTable table, int row, int place, ReadOnlySpan<byte> text) =>
        new(table.Line(row), place, Encoding.UTF8.GetString(text));

    public FormatException ToException(TextColumn column, string file, long firstLine) => new(
        $"Parsing failed with an exception: Could not parse value {Value} in line {firstLine + Line}, column {column.Name} (field {Place + 1}) of {file}: it is not a {column.Type.ItemType()}.");
}
