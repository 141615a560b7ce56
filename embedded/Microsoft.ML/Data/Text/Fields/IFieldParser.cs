namespace Microsoft.ML.Data;

/// <summary>Reads values from UTF-8 text.</summary>
internal interface IFieldParser<T>
{
    /// <summary>Whether a value that cannot be read becomes the missing value instead of an error.</summary>
    bool IsTolerant { get; }

    /// <summary>Reads a value; false when the text cannot be one, and then the value is the type's missing or default value.</summary>
    bool TryParse(ReadOnlySpan<byte> text, out T value);
}
