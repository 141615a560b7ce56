using MLNetTuning.Estimators;
using MLNetTuning.Sweepers.Studies;

namespace MLNetTuning.Experiments.Tuning;

/// <summary>What one search knows of its trials: which of the study's trials ML.NET's are, and their checkpoints. Safe for several threads.</summary>
internal sealed class TrialBook
{
    private readonly Lock _lock = new();
    private readonly Dictionary<int, Trial> _byHostId = [];

    internal MemoryCheckpointStore Checkpoints { get; } = new();

    internal void Remember(int hostTrial, Trial trial)
    {
        lock (_lock)
        {
            _byHostId[hostTrial] = trial;
        }
    }

    internal Trial this[int hostTrial]
    {
        get
        {
            lock (_lock)
            {
                return _byHostId[hostTrial];
            }
        }
    }

    internal static string Key(int trial, int fold) => FormattableString.Invariant($"{trial}#{fold}");

    /// <summary>Lets go of the checkpoints two rungs below a trial that ended: all that could go on from them has.</summary>
    internal void Forget(Trial ended, Func<int, int?> parentOf, int folds)
    {
        if (ended.ParentId is int parent && parentOf(parent) is int grandparent)
        {
            for (var fold = 0; fold < folds; fold++)
            {
                Checkpoints.Remove(Key(grandparent, fold));
            }
        }
    }
}
