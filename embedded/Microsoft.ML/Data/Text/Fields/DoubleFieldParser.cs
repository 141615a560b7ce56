namespace Microsoft.ML.Data;

/// <summary>Reads Double.</summary>
internal readonly struct DoubleFieldParser(TextParser<double> others, char marker) : IFieldParser<double>
{
    private readonly byte _marker = (byte)marker;

    public bool IsTolerant => true;

    public bool TryParse(ReadOnlySpan<byte> text, out double value) =>
        Utf8Numbers.TryDouble(text, _marker, out value) || TextField.TryParse(text, others, out value);
}
