namespace MLNetTuning.Trainers.Boosting.Predicting;

/// <summary>The leaves of a tree from left to right, and which of them lie on the left side of each node.</summary>
internal sealed class LeafOrder
{
    public LeafOrder(Tree tree)
    {
        (First, Split) = (new int[tree.Nodes], new int[tree.Nodes]);
        var leaves = new List<int>(tree.Leaves);
        var waiting = new Stack<(int Node, bool LeftDone)>();
        waiting.Push((tree.Nodes == 0 ? ~0 : 0, false));
        while (waiting.TryPop(out var next))
        {
            var (node, leftDone) = next;
            if (node < 0)
            {
                leaves.Add(~node);
            }
            else if (!leftDone)
            {
                First[node] = leaves.Count;
                waiting.Push((node, true));
                waiting.Push((tree.Left[node], false));
            }
            else
            {
                Split[node] = leaves.Count;
                waiting.Push((tree.Right[node], false));
            }
        }

        Values = [.. leaves.Select(leaf => tree.LeafValues[leaf])];
    }

    /// <summary>The place of the first leaf below each node.</summary>
    public int[] First { get; }

    /// <summary>The place of the first leaf on each node's right side.</summary>
    public int[] Split { get; }

    /// <summary>The values of the leaves.</summary>
    public float[] Values { get; }

    /// <summary>A word of the leaves from <paramref name="start"/> on, with 0 for those on the left side of a node.</summary>
    public ulong Mask(int node, int start, int bits)
    {
        var from = Math.Clamp(First[node] - start, 0, bits);
        var to = Math.Clamp(Split[node] - start, 0, bits);
        return ~(Ones(to) & ~Ones(from));
    }

    private static ulong Ones(int count) => count == 64 ? ulong.MaxValue : (1UL << count) - 1;
}
