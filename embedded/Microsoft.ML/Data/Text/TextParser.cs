namespace Microsoft.ML.Data;

/// <summary>Reads a value from text; false when it cannot be one, and then the value is the type's missing or default value.</summary>
internal delegate bool TextParser<T>(ReadOnlySpan<char> text, out T value);
