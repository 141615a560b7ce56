using System.Globalization;
using Microsoft.ML.Data;

namespace Microsoft.ML.Transforms.Text;

/// <summary>Words that are dropped from vectors of words, whatever their case.</summary>
internal sealed class StopWordSet
{
    private readonly HashSet<string> _words;

    public StopWordSet(IEnumerable<string> words)
    {
        _words = words.Select(static word => Lower(word.Trim(' '))).Where(static word => word.Length > 0).ToHashSet(StringComparer.Ordinal);
    }

    public IEnumerable<string> Words => _words.Order(StringComparer.Ordinal);

    /// <summary>A getter that drops stop words and empty words.</summary>
    public ValueGetter<VBuffer<ReadOnlyMemory<char>>> Filter(ValueGetter<VBuffer<ReadOnlyMemory<char>>> getter)
    {
        var lookup = _words.GetAlternateLookup<ReadOnlySpan<char>>();
        VBuffer<ReadOnlyMemory<char>> source = default;
        var kept = new List<ReadOnlyMemory<char>>();
        var buffer = new char[64];
        return (ref VBuffer<ReadOnlyMemory<char>> target) =>
        {
            getter(ref source);
            kept.Clear();
            foreach (ref readonly var word in source.GetValues())
            {
                if (word.Length > buffer.Length)
                {
                    buffer = new char[word.Length];
                }

                if (!word.IsEmpty && !lookup.Contains(Lower(word.Span, buffer)))
                {
                    kept.Add(word);
                }
            }

            TextColumns.Write(kept, ref target);
        };
    }

    private static string Lower(string word) => string.Create(word.Length, word, static (target, source) => Lower(source, target));

    private static ReadOnlySpan<char> Lower(ReadOnlySpan<char> word, Span<char> target)
    {
        // Character by character, as text is normalized.
        for (var i = 0; i < word.Length; i++)
        {
            target[i] = CultureInfo.InvariantCulture.TextInfo.ToLower(word[i]);
        }

        return target[..word.Length];
    }
}
