namespace Microsoft.ML.Data;

/// <summary>Reads truth values.</summary>
internal readonly struct BooleanFieldParser(TextParser<bool> others) : IFieldParser<bool>
{
    public bool Missing => TextField.Missing(others);

    public bool IsTolerant => false;

    public bool TryParse(ReadOnlySpan<byte> bytes, int start, int length, out bool value)
    {
        if (length == 1 && bytes[start] is (byte)'0' or (byte)'1')
        {
            value = bytes[start] == '1';
            return true;
        }

        return TextField.TryParse(bytes.Slice(start, length), others, out value);
    }
}
