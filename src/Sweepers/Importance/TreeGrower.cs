using MLNetTuning.Sweepers.Samplers.Models;

namespace MLNetTuning.Sweepers.Importance;

/// <summary>Grows a regression tree that takes, at each node, the cut with the largest fall of squared error (Breiman et al. 1984).</summary>
internal sealed class TreeGrower(IReadOnlyList<Dimension> dimensions, double[][] rows, double[] values, int minLeaf)
{
    private readonly List<Leaf> _leaves = [];

    public Tree Grow(int[] sample)
    {
        _leaves.Clear();
        int count = dimensions.Count;
        double[] high = new double[count];
        Array.Fill(high, 1);
        bool[]?[] categories = [.. dimensions.Select(d => d.Kind == DimensionKind.Categories ? Enumerable.Repeat(true, d.Count).ToArray() : null)];
        Split(sample, new Leaf(0, new double[count], high, categories), 0);
        return new Tree([.. _leaves]);
    }

    private void Split(int[] sample, Leaf box, int depth)
    {
        if (depth >= ImportanceDefaults.MaxDepth || sample.Length < 2 * minLeaf || Best(sample) is not { } cut)
        {
            _leaves.Add(box with { Value = sample.Average(i => values[i]) });
            return;
        }

        var (left, right) = Boxes(box, cut);
        Split([.. sample.Where(i => cut.IsLeft(rows[i][cut.Dimension], dimensions[cut.Dimension]))], left, depth + 1);
        Split([.. sample.Where(i => !cut.IsLeft(rows[i][cut.Dimension], dimensions[cut.Dimension]))], right, depth + 1);
    }

    private static (Leaf Left, Leaf Right) Boxes(Leaf box, Cut cut)
    {
        int d = cut.Dimension;
        if (cut.Left is { } chosen)
        {
            return (box with { Categories = Replaced(box.Categories, d, [.. box.Categories[d]!.Select((b, i) => b && chosen[i])]) },
                box with { Categories = Replaced(box.Categories, d, [.. box.Categories[d]!.Select((b, i) => b && !chosen[i])]) });
        }

        return (box with { High = Replaced(box.High, d, cut.Threshold) }, box with { Low = Replaced(box.Low, d, cut.Threshold) });
    }

    private static T[] Replaced<T>(T[] array, int index, T value)
    {
        var copy = (T[])array.Clone();
        copy[index] = value;
        return copy;
    }

    private Cut? Best(int[] sample)
    {
        Cut? best = null;
        double bestGain = 0;
        for (int d = 0; d < dimensions.Count; d++)
        {
            var (gain, cut) = dimensions[d].Kind == DimensionKind.Categories ? ByCategory(sample, d) : ByThreshold(sample, d);
            if (gain > bestGain)
            {
                (best, bestGain) = (cut, gain);
            }
        }

        return best;
    }

    private (double Gain, Cut? Cut) ByThreshold(int[] sample, int d)
    {
        int[] sorted = (int[])sample.Clone();
        Array.Sort([.. sorted.Select(i => rows[i][d])], sorted);
        var (at, gain) = BestPosition([.. sorted.Select(i => (values[i], 1))], i => rows[sorted[i]][d] < rows[sorted[i + 1]][d]);
        return at < 0 ? (0, null) : (gain, new Cut(d, (rows[sorted[at]][d] + rows[sorted[at + 1]][d]) / 2, null));
    }

    // With categories in the order of their means, the best of all subsets is one of the cuts between them (Fisher 1958).
    private (double Gain, Cut? Cut) ByCategory(int[] sample, int d)
    {
        var groups = sample.GroupBy(i => dimensions[d].CellOf(rows[i][d])).Select(g => (Cell: g.Key, Sum: g.Sum(i => values[i]), Count: g.Count())).OrderBy(g => g.Sum / g.Count).ThenBy(g => g.Cell).ToList();
        var (at, gain) = BestPosition([.. groups.Select(g => (g.Sum, g.Count))], _ => true);
        if (at < 0)
        {
            return (0, null);
        }

        var left = new bool[dimensions[d].Count];
        groups.Take(at + 1).ToList().ForEach(g => left[g.Cell] = true);
        return (gain, new Cut(d, 0, left));
    }

    // The position after which to cut, and by how much the squared error falls; -1 when no cut helps.
    private (int At, double Gain) BestPosition((double Sum, int Count)[] parts, Func<int, bool> mayCut)
    {
        double total = parts.Sum(p => p.Sum), left = 0, gain = 1e-12;
        int count = parts.Sum(p => p.Count), before = 0, at = -1;
        for (int i = 0; i < parts.Length - 1; i++)
        {
            left += parts[i].Sum;
            before += parts[i].Count;
            double right = total - left, fall = left * left / before + right * right / (count - before) - total * total / count;
            if (fall > gain && before >= minLeaf && count - before >= minLeaf && mayCut(i))
            {
                (at, gain) = (i, fall);
            }
        }

        return (at, gain);
    }
}
