using MLNetTuning.Trainers.Boosting.Kernels;
using MLNetTuning.Trainers.Numerics;

namespace MLNetTuning.Trainers.Boosting.Binning;

/// <summary>Turns a feature matrix into bins.</summary>
internal static class Binner
{
    /// <summary>Rows that thresholds are found on; more change quantiles by less than a tenth of a bin.</summary>
    public const int SampleRows = 200_000;

    /// <summary>The largest matrix, in bytes, that is also held column by column.</summary>
    public const int SmallMatrix = 8 << 20;

    private const int BlockRows = 128;

    /// <summary>Finds the bins of every column and fills the matrix.</summary>
    public static BinnedMatrix Bin(FloatMatrix features, BoostingOptions options, CancellationToken cancellation)
    {
        var all = FindBins(features, options, cancellation);
        return Fill(features, [.. all.Where(f => f.CanSplit)], options.Threads, cancellation);
    }

    /// <summary>Finds the bins of every column.</summary>
    public static FeatureBins[] FindBins(FloatMatrix features, BoostingOptions options, CancellationToken cancellation)
    {
        var isOut = Unwanted(features.Columns, options.Columns);
        var sample = SampleOf(features.Rows, options.Seed);
        var missing = MissingMarks(features, options.Threads, cancellation);
        var result = new FeatureBins[features.Columns];
        var team = new WorkTeam(options.Threads);
        var columns = new ColumnSample[team.Threads];
        try
        {
            team.Run((features.Columns + ColumnSample.Columns - 1) / ColumnSample.Columns, (worker, group) =>
            {
                var (first, end) = (group * ColumnSample.Columns, Math.Min(features.Columns, (group + 1) * ColumnSample.Columns));
                if (isOut.AsSpan()[first..end].Contains(false))
                {
                    columns[worker] ??= new ColumnSample(features, sample);
                    columns[worker].Take(first);
                }

                for (var column = first; column < end; column++)
                {
                    cancellation.ThrowIfCancellationRequested();
                    result[column] = isOut[column] ? new FeatureBins(column, [], false)
                        : options.Categorical?.Contains(column) == true ? CategoryFinder.Find(features, column, options.MaxBins)
                        : NumberBins(column, columns[worker], options.MaxBins, float.IsNaN(missing[column]));
                }
            });
        }
        finally
        {
            foreach (var sampled in columns)
            {
                sampled?.Dispose();
            }
        }

        return result;
    }

    private static bool[] Unwanted(int columns, IReadOnlyList<int>? wanted)
    {
        var isOut = new bool[columns];
        if (wanted is not null)
        {
            isOut.AsSpan().Fill(true);
            foreach (var column in wanted)
            {
                isOut[column] = false;
            }
        }

        return isOut;
    }

    // A column without any number cannot be split, so its missing values need no bin.
    private static FeatureBins NumberBins(int column, ColumnSample sample, int maxBins, bool hasMissing)
    {
        var numbers = sample.SortedNumbers(column % ColumnSample.Columns);
        return new FeatureBins(column, BinFinder.Thresholds(numbers, maxBins), numbers.Length > 0 && hasMissing);
    }

    /// <summary>Fills the matrix of bins of known columns.</summary>
    public static BinnedMatrix Fill(FloatMatrix features, FeatureBins[] columns, int threads, CancellationToken cancellation)
    {
        // Histograms read eight bytes at once, also at the end.
        var size = checked(features.Rows * columns.Length);
        var bins = GC.AllocateUninitializedArray<byte>(size + sizeof(ulong), pinned: true);
        var columnBins = size <= SmallMatrix ? GC.AllocateUninitializedArray<byte>(size, pinned: true) : null;
        var groups = new BinGroup[(columns.Length + BinKernel.Lanes - 1) / BinKernel.Lanes];
        for (var g = 0; g < groups.Length; g++)
        {
            groups[g] = new BinGroup(columns, g * BinKernel.Lanes);
        }

        Work.For((features.Rows + BlockRows - 1) / BlockRows, threads, block =>
        {
            cancellation.ThrowIfCancellationRequested();
            var first = block * BlockRows;
            var rows = Math.Min(BlockRows, features.Rows - first);
            Span<ulong> found = stackalloc ulong[BlockRows];
            foreach (var group in groups)
            {
                group.Search(features, first, found[..rows]);
                group.WriteRows(found[..rows], bins.AsSpan(first * columns.Length, rows * columns.Length), columns.Length);
                if (columnBins is not null)
                {
                    group.WriteColumns(found[..rows], columnBins, features.Rows, first);
                }
            }
        });
        return new BinnedMatrix(features.Rows, columns, bins, columnBins);
    }

    private static float[] MissingMarks(FloatMatrix features, int threads, CancellationToken cancellation)
    {
        var blocks = (features.Rows + BlockRows - 1) / BlockRows;
        var parts = Math.Max(1, Math.Min(threads, blocks));
        var marks = new float[parts][];
        Work.For(parts, parts, part =>
        {
            marks[part] = new float[features.Columns];
            for (var block = part; block < blocks && features.Columns > 0; block += parts)
            {
                cancellation.ThrowIfCancellationRequested();
                var rows = Math.Min(BlockRows, features.Rows - (block * BlockRows));
                MissingKernel.Mark(features.Values.AsSpan(block * BlockRows * features.Columns, rows * features.Columns), marks[part]);
            }
        });
        for (var c = 0; c < features.Columns; c++)
        {
            for (var part = 1; part < parts; part++)
            {
                marks[0][c] += marks[part][c];
            }
        }

        return marks[0];
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
}
