using MLNetTuning.Experiments.Families;

namespace MLNetTuning.Experiments.Sweeping;

/// <summary>The fits of trials that may be promoted, to go on from. The oldest are dropped beyond a number: those are fitted again from the start.</summary>
/// <param name="most">Fits kept at most.</param>
internal sealed class SweepFits(int most)
{
    private readonly Dictionary<int, (Candidate Candidate, IReadOnlyList<FoldFit> Fits)> _kept = [];
    private readonly Queue<int> _order = [];
    private int _count;

    /// <summary>Keeps a trial's fits.</summary>
    public void Keep(int trial, Candidate candidate, IReadOnlyList<FoldFit> fits)
    {
        if (_kept.TryAdd(trial, (candidate, fits)))
        {
            _order.Enqueue(trial);
            _count += fits.Count;
        }

        while (_count > most && _order.TryDequeue(out var oldest))
        {
            Drop(oldest);
        }
    }

    /// <summary>The fits of a trial, where it was the same configuration; null else.</summary>
    public IReadOnlyList<FoldFit>? Of(int? trial, Candidate candidate) =>
        trial is { } id && _kept.TryGetValue(id, out var kept) && kept.Candidate == candidate ? kept.Fits : null;

    /// <summary>Drops a trial's fits: what went on from it has ended.</summary>
    public void Drop(int? trial)
    {
        if (trial is { } id && _kept.Remove(id, out var kept))
        {
            _count -= kept.Fits.Count;
        }
    }
}
