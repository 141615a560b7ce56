namespace Microsoft.ML.Data;

/// <summary>Reads types that are rare in files: keys and times.</summary>
internal readonly struct OtherFieldParser<T>(TextParser<T> parser, bool isTolerant) : IFieldParser<T>
{
    public T Missing => TextField.Missing(parser);

    public bool IsTolerant => isTolerant;

    public bool TryParse(ReadOnlySpan<byte> bytes, int start, int length, out T value) => TextField.TryParse(bytes.Slice(start, length), parser, out value);
}
