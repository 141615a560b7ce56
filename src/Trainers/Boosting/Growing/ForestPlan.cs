using MLNetTuning.Trainers.Numerics;

namespace MLNetTuning.Trainers.Boosting.Growing;

/// <summary>Which rows each tree of a forest draws; can be asked again for any tree.</summary>
internal sealed class ForestPlan(ForestOptions options, int rows)
{
    private readonly int _drawn = Math.Max(1, (int)Math.Round(rows * options.RowSampling));

    /// <summary>Fills a list with the rows of a tree, rising, repeats side by side.</summary>
    /// <returns>How many.</returns>
    public int ChooseRows(int tree, Span<int> target)
    {
        var random = new HashRandom((ulong)(uint)options.Seed, 0xF000000000 + (ulong)tree);
        if (options.Bootstrap)
        {
            for (var i = 0; i < _drawn; i++)
            {
                target[i] = random.Next(rows);
            }

            target[.._drawn].Sort();
            return _drawn;
        }

        var taken = 0;
        for (var row = 0; row < rows; row++)
        {
            if (_drawn == rows || random.NextDouble() * (rows - row) < _drawn - taken)
            {
                target[taken++] = row;
            }
        }

        return taken;
    }
}
