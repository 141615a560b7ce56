namespace Microsoft.ML.Data;

/// <summary>Reads Single.</summary>
internal readonly struct SingleFieldParser(TextParser<float> others, char marker) : IFieldParser<float>
{
    private readonly byte _marker = (byte)marker;

    public bool IsTolerant => true;

    public bool TryParse(ReadOnlySpan<byte> text, out float value) =>
        Utf8Numbers.TrySingle(text, _marker, out value) || TextField.TryParse(text, others, out value);
}
