using System.Buffers;
using System.Globalization;

namespace Microsoft.ML.Transforms.Text;

/// <summary>Changes case and leaves out diacritical marks, punctuation and numbers, character by character.</summary>
internal sealed class TextNormalizer(TextNormalizingEstimator.CaseMode caseMode, bool keepDiacritics, bool keepPunctuations, bool keepNumbers)
{
    private readonly char[] _map = Map(caseMode, keepDiacritics, keepPunctuations, keepNumbers);

    /// <summary>The text normalized; the same memory where nothing changes.</summary>
    public ReadOnlyMemory<char> Apply(ReadOnlyMemory<char> text)
    {
        var source = text.Span;
        var start = 0;
        while (start < source.Length && _map[source[start]] == source[start])
        {
            start++;
        }

        if (start == source.Length)
        {
            return text;
        }

        var buffer = ArrayPool<char>.Shared.Rent(source.Length);
        source[..start].CopyTo(buffer);
        var length = start;
        foreach (var c in source[start..])
        {
            // What is left out is mapped to the null character, which itself is kept.
            var mapped = _map[c];
            if (mapped != '\0' || c == '\0')
            {
                buffer[length++] = mapped;
            }
        }

        var result = new string(buffer, 0, length).AsMemory();
        ArrayPool<char>.Shared.Return(buffer);
        return result;
    }

    private static char[] Map(TextNormalizingEstimator.CaseMode caseMode, bool keepDiacritics, bool keepPunctuations, bool keepNumbers)
    {
        var map = new char[char.MaxValue + 1];
        for (var i = 0; i < map.Length; i++)
        {
            var c = (char)i;
            if ((!keepPunctuations && char.IsPunctuation(c)) || (!keepNumbers && char.IsNumber(c)) || (!keepDiacritics && Diacritics.IsCombining(c)))
            {
                continue;
            }

            if (!keepDiacritics)
            {
                c = Diacritics.Remove(c);
            }

            map[i] = caseMode switch
            {
                TextNormalizingEstimator.CaseMode.Lower => CultureInfo.InvariantCulture.TextInfo.ToLower(c),
                TextNormalizingEstimator.CaseMode.Upper => CultureInfo.InvariantCulture.TextInfo.ToUpper(c),
                _ => c,
            };
        }

        return map;
    }
}
