using System.Text;

namespace Microsoft.ML.Data;

/// <summary>Reads texts, the slots of vectors; a column of texts is read as a whole.</summary>
internal readonly struct TextItemParser : IFieldParser<ReadOnlyMemory<char>>
{
    public ReadOnlyMemory<char> Missing => default;

    public bool IsTolerant => true;

    public bool TryParse(ReadOnlySpan<byte> bytes, int start, int length, out ReadOnlyMemory<char> value)
    {
        value = Encoding.UTF8.GetString(bytes.Slice(start, length)).AsMemory();
        return true;
    }
}
