using MLNetTuning.Trainers.Boosting.Kernels;
using MLNetTuning.Trainers.Numerics;

namespace MLNetTuning.Trainers.Boosting.Binning;

/// <summary>Turns a feature matrix into bins.</summary>
internal static class Binner
{
    /// <summary>Rows that thresholds are found on; more change quantiles by less than a tenth of a bin.</summary>
    public const int SampleRows = 200_000;

    private const int BlockRows = 512;

    /// <summary>Finds the bins of every column and fills the matrix.</summary>
    public static BinnedMatrix Bin(FloatMatrix features, BoostingOptions options, CancellationToken cancellation)
    {
        var all = FindBins(features, options, cancellation);
        return Fill(features, [.. all.Where(f => f.CanSplit)], options.Threads, cancellation);
    }

    /// <summary>Finds the bins of every column.</summary>
    public static FeatureBins[] FindBins(FloatMatrix features, BoostingOptions options, CancellationToken cancellation)
    {
        var sample = SampleOf(features.Rows, options.Seed);
        var result = new FeatureBins[features.Columns];
        Work.For(features.Columns, options.Threads, column =>
        {
            cancellation.ThrowIfCancellationRequested();
            var values = new float[sample?.Length ?? features.Rows];
            var count = 0;
            for (var i = 0; i < values.Length; i++)
            {
                var value = features.Values[((sample is null ? i : sample[i]) * features.Columns) + column];
                values[count] = value;
                count += float.IsNaN(value) ? 0 : 1;
            }

            Array.Sort(values, 0, count);
            var hasMissing = count < values.Length || (sample is not null && AnyMissing(features, column));
            // A column without any number cannot be split, so its missing values need no bin.
            hasMissing &= count > 0;
            result[column] = new FeatureBins(column, BinFinder.Thresholds(values.AsSpan(0, count), options.MaxBins), hasMissing);
        });
        return result;
    }

    /// <summary>Fills the matrix of bins of known columns.</summary>
    public static unsafe BinnedMatrix Fill(FloatMatrix features, FeatureBins[] columns, int threads, CancellationToken cancellation)
    {
        var bins = GC.AllocateUninitializedArray<byte>(checked(features.Rows * columns.Length), pinned: true);
        var tables = columns.Select(c => new BinSearchTable(c)).ToArray();
        var blocks = (features.Rows + BlockRows - 1) / BlockRows;
        Work.For(blocks, threads, block =>
        {
            cancellation.ThrowIfCancellationRequested();
            var first = block * BlockRows;
            var count = Math.Min(BlockRows, features.Rows - first);
            fixed (float* values = features.Values)
            fixed (byte* target = bins)
            {
                for (var c = 0; c < columns.Length; c++)
                {
                    var from = values + ((nint)first * features.Columns) + columns[c].Column;
                    tables[c].Fill(from, features.Columns, target + ((nint)first * columns.Length) + c, columns.Length, count);
                }
            }
        });
        return new BinnedMatrix(features.Rows, columns, bins);
    }

    private static int[]? SampleOf(int rows, int seed)
    {
        if (rows <= SampleRows)
        {
            return null;
        }

        var random = new HashRandom((ulong)(uint)seed, 0xB1);
        var sample = new int[SampleRows];
        var taken = 0;

        // Selection sampling (Knuth, volume 2, algorithm 3.4.2 S): an even choice in one pass, in row order.
        for (var row = 0; taken < SampleRows; row++)
        {
            if (random.NextDouble() * (rows - row) < SampleRows - taken)
            {
                sample[taken++] = row;
            }
        }

        return sample;
    }

    private static bool AnyMissing(FloatMatrix features, int column)
    {
        for (nint i = column, end = (nint)features.Rows * features.Columns; i < end; i += features.Columns)
        {
            if (float.IsNaN(features.Values[i]))
            {
                return true;
            }
        }

        return false;
    }
}
