using System.Globalization;

namespace Microsoft.ML.Transforms;

/// <summary>Functions of text in expressions.</summary>
internal static class ExpressionText
{
    /// <summary>A place in text: a negative one counts from the end; none is outside.</summary>
    public static int Place(int index, int length) => index < 0 ? (int)Math.Max((long)index + length, 0) : Math.Min(index, length);

    public static ReadOnlyMemory<char> Mid(ReadOnlyMemory<char> text, int start, int end)
    {
        var (first, last) = (Place(start, text.Length), Place(end, text.Length));
        return first < last ? text[first..last] : default;
    }

    public static ReadOnlyMemory<char> Lower(ReadOnlyMemory<char> text) => Map(text, static c => CultureInfo.InvariantCulture.TextInfo.ToLower(c));

    public static ReadOnlyMemory<char> Upper(ReadOnlyMemory<char> text) => Map(text, static c => CultureInfo.InvariantCulture.TextInfo.ToUpper(c));

    public static ReadOnlyMemory<char> Concat(ReadOnlyMemory<char>[] texts)
    {
        // What has one part alone is handed on: a long constant is not copied for every row.
        var parts = Array.FindAll(texts, static t => !t.IsEmpty);
        if (parts.Length < 2)
        {
            return parts.Length == 0 ? default : parts[0];
        }

        return string.Create(parts.Sum(static p => p.Length), parts, static (target, sources) =>
        {
            foreach (var source in sources)
            {
                source.Span.CopyTo(target);
                target = target[source.Length..];
            }
        }).AsMemory();
    }

    private static ReadOnlyMemory<char> Map(ReadOnlyMemory<char> text, Func<char, char> map) =>
        string.Create(text.Length, (text, map), static (target, source) =>
        {
            for (var i = 0; i < target.Length; i++)
            {
                target[i] = source.map(source.text.Span[i]);
            }
        }).AsMemory();
}
