namespace MLNetTuning.Trainers.Boosting.Growing;

/// <summary>Histograms that are lent to leaves and come back, so that growing allocates nothing once it has warmed up.</summary>
/// <param name="totalBins">Bins of a histogram.</param>
/// <param name="bytes">What the histograms of waiting leaves may take together.</param>
internal sealed class HistogramPool(int totalBins, long bytes = long.MaxValue)
{
    private readonly List<long[]> _histograms = [];
    private readonly Stack<int> _free = new();

    /// <summary>Numbers per histogram: two per bin.</summary>
    public int Length { get; } = checked(2 * totalBins);

    /// <summary>Whether a leaf that waits should give up its histogram: it can be built again from its rows.</summary>
    public bool IsFull => (long)(_histograms.Count - _free.Count) * Length * sizeof(long) > bytes;

    public long[] this[int index] => _histograms[index];

    /// <summary>Lends a histogram of any content.</summary>
    public int Rent()
    {
        if (_free.TryPop(out var index))
        {
            return index;
        }

        _histograms.Add(GC.AllocateUninitializedArray<long>(Length, pinned: true));
        return _histograms.Count - 1;
    }

    /// <summary>Takes a histogram back; -1 is nothing.</summary>
    public void Return(int index)
    {
        if (index >= 0)
        {
            _free.Push(index);
        }
    }
}
