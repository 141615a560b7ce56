namespace MLNetTuning.Trainers.Boosting.Growing;

/// <summary>Leaves that wait to be split: the one that gains most first, or the youngest first.</summary>
/// <remarks>
/// Best first when the number of leaves is limited. Without a limit the order changes nothing in the tree, and the youngest first keeps
/// only as many histograms alive as the tree is deep.
/// </remarks>
internal sealed class LeafQueue(int capacity)
{
    private readonly int[] _leaves = new int[capacity];
    private readonly double[] _keys = new double[capacity];
    private int _count;

    public void Clear() => _count = 0;

    /// <summary>Puts a leaf on top of the others (youngest first).</summary>
    public void Push(int leaf)
    {
        _leaves[_count++] = leaf;
    }

    /// <summary>Takes the leaf put last, or -1.</summary>
    public int Pop() => _count == 0 ? -1 : _leaves[--_count];

    /// <summary>Puts a leaf in its place by gain; of equal gains the lower number comes first.</summary>
    public void Enqueue(int leaf, double gain)
    {
        var at = _count++;
        while (at > 0 && IsBefore(gain, leaf, (at - 1) / 2))
        {
            (_leaves[at], _keys[at]) = (_leaves[(at - 1) / 2], _keys[(at - 1) / 2]);
            at = (at - 1) / 2;
        }

        (_leaves[at], _keys[at]) = (leaf, gain);
    }

    /// <summary>Takes the leaf that gains most, or -1.</summary>
    public int Dequeue()
    {
        if (_count == 0)
        {
            return -1;
        }

        var first = _leaves[0];
        var (leaf, key) = (_leaves[--_count], _keys[_count]);
        var at = 0;
        while ((2 * at) + 1 < _count)
        {
            var child = (2 * at) + 1;
            if (child + 1 < _count && IsBefore(_keys[child + 1], _leaves[child + 1], child))
            {
                child++;
            }

            if (IsBefore(key, leaf, child))
            {
                break;
            }

            (_leaves[at], _keys[at]) = (_leaves[child], _keys[child]);
            at = child;
        }

        (_leaves[at], _keys[at]) = (leaf, key);
        return first;
    }

    private bool IsBefore(double key, int leaf, int other)
        => key > _keys[other] || (key == _keys[other] && leaf < _leaves[other]);
}
