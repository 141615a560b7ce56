using MLNetTuning.Trainers.Numerics;

namespace MLNetTuning.Trainers.Boosting.Growing;

/// <summary>Which rows each tree of a forest draws; can be asked again for any tree.</summary>
internal sealed class ForestPlan(ForestOptions options, int rows)
{
    /// <summary>Rows of a tree, repeats counted.</summary>
    public int Drawn { get; } = Math.Max(1, (int)Math.Round(rows * options.RowSampling));

    /// <summary>Fills a list with the rows of a tree, rising, repeats side by side.</summary>
    /// <returns>How many.</returns>
    public int ChooseRows(int tree, Span<int> target)
    {
        var random = new HashRandom((ulong)(uint)options.Seed, 0xF000000000 + (ulong)tree);
        if (options.Bootstrap)
        {
            for (var i = 0; i < Drawn; i++)
            {
                target[i] = random.Next(rows);
            }

            target[..Drawn].Sort();
            return Drawn;
        }

        var taken = 0;
        for (var row = 0; row < rows; row++)
        {
            if (Drawn == rows || random.NextDouble() * (rows - row) < Drawn - taken)
            {
                target[taken++] = row;
            }
        }

        return taken;
    }
}
