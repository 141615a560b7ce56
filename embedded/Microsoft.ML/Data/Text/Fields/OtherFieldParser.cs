namespace Microsoft.ML.Data;

/// <summary>Reads types that are rare in files: keys and times.</summary>
internal readonly struct OtherFieldParser<T>(TextParser<T> parser, bool isTolerant) : IFieldParser<T>
{
    public bool IsTolerant => isTolerant;

    public bool TryParse(ReadOnlySpan<byte> text, out T value) => TextField.TryParse(text, parser, out value);
}
