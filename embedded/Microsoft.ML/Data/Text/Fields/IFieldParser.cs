namespace Microsoft.ML.Data;

/// <summary>Reads values from UTF-8 text.</summary>
internal interface IFieldParser<T>
{
    /// <summary>The value of an empty field.</summary>
    T Missing { get; }

    /// <summary>Whether a value that cannot be read becomes the missing value instead of an error.</summary>
    bool IsTolerant { get; }

    /// <summary>Reads a value; false when the text cannot be one, and then the value is the type's missing or default value.</summary>
    /// <param name="bytes">The text the field is in. Bytes behind the field may be looked at, but decide nothing.</param>
    /// <param name="start">Where the field starts.</param>
    /// <param name="length">Its length, 1 or more.</param>
    /// <param name="value">The value.</param>
    bool TryParse(ReadOnlySpan<byte> bytes, int start, int length, out T value);
}
