using System.Globalization;
using System.Runtime.InteropServices;

namespace MLNetTuning.Benchmarks.Host;

/// <summary>Numbers with a twentieth missing and categories of 5 to 1,000 levels, uneven ones as they are met, the same for ours and the peer.</summary>
internal sealed class FeaturizerData
{
    public const int Numbers = 10;
    public const int Categories = 10;

    private static readonly int[] s_levels = [5, 8, 12, 20, 40, 80, 150, 300, 600, 1000];

    private readonly float[][] _numbers = new float[Numbers][];
    private readonly int[][] _codes = new int[Categories][];

    public FeaturizerData(int rows, int seed)
    {
        Rows = rows;
        var random = new Random(seed);
        for (var c = 0; c < Numbers; c++)
        {
            _numbers[c] = new float[rows];
            for (var i = 0; i < rows; i++)
            {
                _numbers[c][i] = random.NextDouble() < 0.05 ? float.NaN : (float)((random.NextDouble() * (c + 1)) - c);
            }
        }

        for (var c = 0; c < Categories; c++)
        {
            _codes[c] = new int[rows];
            for (var i = 0; i < rows; i++)
            {
                // Squared, so that the first levels are the common ones.
                var share = random.NextDouble();
                _codes[c][i] = (int)(share * share * s_levels[c]);
            }
        }
    }

    public int Rows { get; }

    /// <summary>The rows as objects, for LoadFromEnumerable.</summary>
    public IEnumerable<FeaturizerRow> ToRows()
    {
        var names = Array.ConvertAll(s_levels, static n => Enumerable.Range(0, n).Select(static i => string.Create(CultureInfo.InvariantCulture, $"level {i}")).ToArray());
        for (var i = 0; i < Rows; i++)
        {
            yield return new FeaturizerRow
            {
                N0 = _numbers[0][i],
                N1 = _numbers[1][i],
                N2 = _numbers[2][i],
                N3 = _numbers[3][i],
                N4 = _numbers[4][i],
                N5 = _numbers[5][i],
                N6 = _numbers[6][i],
                N7 = _numbers[7][i],
                N8 = _numbers[8][i],
                N9 = _numbers[9][i],
                C0 = names[0][_codes[0][i]],
                C1 = names[1][_codes[1][i]],
                C2 = names[2][_codes[2][i]],
                C3 = names[3][_codes[3][i]],
                C4 = names[4][_codes[4][i]],
                C5 = names[5][_codes[5][i]],
                C6 = names[6][_codes[6][i]],
                C7 = names[7][_codes[7][i]],
                C8 = names[8][_codes[8][i]],
                C9 = names[9][_codes[9][i]],
            };
        }
    }

    /// <summary>The same, for the peer: three counts, then the columns.</summary>
    public void Write(string path)
    {
        using var file = File.Create(path);
        file.Write(MemoryMarshal.AsBytes([Rows, Numbers, Categories]));
        foreach (var column in _numbers)
        {
            file.Write(MemoryMarshal.AsBytes(column.AsSpan()));
        }

        foreach (var column in _codes)
        {
            file.Write(MemoryMarshal.AsBytes(column.AsSpan()));
        }
    }
}
