using System.Text;

namespace Microsoft.ML.Data;

/// <summary>The way from UTF-8 fields to the parsers of text.</summary>
internal static class TextField
{
    private const int OnStack = 128;

    /// <summary>What a parser makes of no text.</summary>
    public static T Missing<T>(TextParser<T> parser)
    {
        parser(default, out var missing);
        return missing;
    }

    /// <summary>Lets a parser of text read a field.</summary>
    public static bool TryParse<T>(ReadOnlySpan<byte> text, TextParser<T> parser, out T value)
    {
        var characters = text.Length <= OnStack ? stackalloc char[OnStack] : new char[text.Length];
        return parser(characters[..Encoding.UTF8.GetChars(text, characters)], out value);
    }
}
