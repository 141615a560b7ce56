namespace Microsoft.ML.Transforms.Text;

/// <summary>Visits the n-grams of a sequence of keys: from every place the short ones first, with up to a number of keys skipped between.</summary>
internal sealed class NgramWalker(int length, int skips)
{
    /// <summary>The most keys an n-gram may span, skipped ones included.</summary>
    public const int MaximumSpan = 10;

    private readonly uint[] _ngram = new uint[length];

    /// <summary>Takes one n-gram.</summary>
    public delegate void Visitor(ReadOnlySpan<uint> ngram);

    public void Visit(ReadOnlySpan<uint> keys, Visitor visit)
    {
        for (var i = 0; i < keys.Length; i++)
        {
            var window = keys.Slice(i, Math.Min(length + skips, keys.Length - i));
            _ngram[0] = window[0];
            visit(_ngram.AsSpan(0, 1));
            if (skips > 0)
            {
                Extend(window, 1, 0, visit);
                continue;
            }

            for (var n = 1; n < window.Length; n++)
            {
                _ngram[n] = window[n];
                visit(_ngram.AsSpan(0, n + 1));
            }
        }
    }

    /// <summary>Adds the key at place <paramref name="n"/>, with so many skipped before it, and all that can follow.</summary>
    private void Extend(ReadOnlySpan<uint> window, int n, int skipped, Visitor visit)
    {
        if (n == length)
        {
            return;
        }

        for (var k = skipped; k <= skips && k + n < window.Length; k++)
        {
            _ngram[n] = window[k + n];
            visit(_ngram.AsSpan(0, n + 1));
            Extend(window, n + 1, k, visit);
        }
    }
}
