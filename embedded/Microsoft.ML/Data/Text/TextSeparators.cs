using System.Buffers;
using System.Text;

namespace Microsoft.ML.Data;

/// <summary>Finds the separators of a format in UTF-8 text.</summary>
internal sealed class TextSeparators
{
    private readonly byte[][] _sequences;
    private readonly SearchValues<byte> _firsts;
    private readonly byte _only;

    public TextSeparators(char[] separators)
    {
        _sequences = Array.ConvertAll(separators, static c => Encoding.UTF8.GetBytes([c]));
        AreSingleBytes = _sequences.All(static s => s.Length == 1);
        Bytes = AreSingleBytes ? Array.ConvertAll(_sequences, static s => s[0]) : [];
        _firsts = SearchValues.Create(_sequences.Select(static s => s[0]).Distinct().ToArray());
        _only = Bytes.Length == 1 ? Bytes[0] : (byte)0;
    }

    /// <summary>Whether every separator is one byte.</summary>
    public bool AreSingleBytes { get; }

    /// <summary>The separators where each is one byte; none otherwise.</summary>
    public byte[] Bytes { get; }

    /// <summary>Where the first separator is; -1 for none.</summary>
    /// <param name="text">The text searched.</param>
    /// <param name="width">How many bytes the separator has.</param>
    public int IndexIn(ReadOnlySpan<byte> text, out int width)
    {
        width = 1;
        if (AreSingleBytes)
        {
            return _only != 0 ? text.IndexOf(_only) : text.IndexOfAny(_firsts);
        }

        for (var from = 0; ;)
        {
            var at = text[from..].IndexOfAny(_firsts);
            if (at < 0)
            {
                return -1;
            }

            from += at;
            width = WidthAt(text[from..]);
            if (width > 0)
            {
                return from;
            }

            from++;
        }
    }

    /// <summary>How many bytes the separator at the start of a text has; 0 where there is none.</summary>
    public int WidthAt(ReadOnlySpan<byte> text)
    {
        foreach (var sequence in _sequences)
        {
            if (text.StartsWith(sequence))
            {
                return sequence.Length;
            }
        }

        return 0;
    }
}
