namespace Microsoft.ML.Data;

/// <summary>Reads truth values.</summary>
internal readonly struct BooleanFieldParser(TextParser<bool> others) : IFieldParser<bool>
{
    public bool IsTolerant => false;

    public bool TryParse(ReadOnlySpan<byte> text, out bool value)
    {
        if (text.Length == 1 && text[0] is (byte)'0' or (byte)'1')
        {
            value = text[0] == '1';
            return true;
        }

        return TextField.TryParse(text, others, out value);
    }
}
