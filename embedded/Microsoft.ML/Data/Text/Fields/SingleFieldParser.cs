namespace Microsoft.ML.Data;

/// <summary>Reads Single.</summary>
internal readonly struct SingleFieldParser(TextParser<float> others, char marker) : IFieldParser<float>
{
    private readonly byte _marker = (byte)marker;

    public float Missing => TextField.Missing(others);

    public bool IsTolerant => true;

    public bool TryParse(ReadOnlySpan<byte> bytes, int start, int length, out float value) =>
        Utf8Numbers.TrySingle(bytes, start, length, _marker, out value) || TextField.TryParse(bytes.Slice(start, length), others, out value);
}
