using MLNetTuning.Sweepers.Spaces;

namespace MLNetTuning.Benchmarks.Sweepers;

/// <summary>The networks whose learning curves are recorded: every combination of these settings, so that any search over them only looks up.</summary>
internal static class CurveGrid
{
    /// <summary>The horizon, to which the coslog4 schedule runs.</summary>
    public const int Epochs = 60;

    private const string Rate = "rate";
    private const string Dropout = "dropout";
    private const string Width = "width";
    private const string Depth = "depth";
    private const string Batch = "batch";

    private static readonly double[] Rates = [1e-4, 3e-4, 1e-3, 2e-3, 5e-3, 1e-2, 2e-2, 5e-2];
    private static readonly double[] Dropouts = [0, 0.2, 0.5];
    private static readonly int[] Widths = [16, 48, 128];
    private static readonly int[] Batches = [32, 128, 512];

    /// <summary>Where a search draws from: the place of each setting in its list. The lists are in order, so a sampler may learn from neighbours.</summary>
    public static SearchSpace Space { get; } = new(
        new IntParameter(Rate, 0, Rates.Length - 1),
        new IntParameter(Dropout, 0, Dropouts.Length - 1),
        new IntParameter(Width, 0, Widths.Length - 1),
        new IntParameter(Depth, 1, 2),
        new IntParameter(Batch, 0, Batches.Length - 1));

    public static int Count => Rates.Length * Dropouts.Length * Widths.Length * 2 * Batches.Length;

    /// <summary>The settings of a row of the record.</summary>
    public static CurveNetwork Network(int row)
    {
        int Take(int count)
        {
            int place = row % count;
            row /= count;
            return place;
        }

        return new CurveNetwork(Rates[Take(Rates.Length)], Dropouts[Take(Dropouts.Length)], Widths[Take(Widths.Length)], 1 + Take(2), Batches[Take(Batches.Length)]);
    }

    /// <summary>The row of the record that a configuration stands for.</summary>
    public static int Row(Configuration c) => c.GetInt32(Rate)
        + Rates.Length * (c.GetInt32(Dropout) + Dropouts.Length * (c.GetInt32(Width) + Widths.Length * (c.GetInt32(Depth) - 1 + 2 * c.GetInt32(Batch))));
}
