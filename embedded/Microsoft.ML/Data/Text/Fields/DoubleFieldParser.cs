namespace Microsoft.ML.Data;

/// <summary>Reads Double.</summary>
internal readonly struct DoubleFieldParser(TextParser<double> others, char marker) : IFieldParser<double>
{
    private readonly byte _marker = (byte)marker;

    public double Missing => TextField.Missing(others);

    public bool IsTolerant => true;

    public bool TryParse(ReadOnlySpan<byte> bytes, int start, int length, out double value) =>
        Utf8Numbers.TryDouble(bytes, start, length, _marker, out value) || TextField.TryParse(bytes.Slice(start, length), others, out value);
}
