using MLNetTuning.Estimators;
using MLNetTuning.Sweepers.Storage;
using MLNetTuning.Sweepers.Studies;

namespace MLNetTuning.Experiments.Tuning;

/// <summary>What one search knows of its trials: which of the study's trials ML.NET's are, and their checkpoints. Safe for several threads.</summary>
internal sealed class TrialBook
{
    private readonly MemoryCheckpointStore _own = new();
    private readonly IStudyCheckpoints? _shared;
    private readonly Lock _lock = new();
    private readonly Dictionary<int, Trial> _byHostId = [];

    /// <param name="shared">Where other workers find the checkpoints too; null for this process's memory.</param>
    internal TrialBook(IStudyCheckpoints? shared = null)
    {
        _shared = shared;
        Checkpoints = shared is null ? _own : new SharedCheckpoints(shared);
    }

    internal ICheckpointStore Checkpoints { get; }

    /// <summary>The place given, else the store's own database, where it is one; null for this process's memory.</summary>
    internal static IStudyCheckpoints? Place(IStudyCheckpoints? given, IStudyStore? store, string study) => given ?? (store as RelationalStudyStore)?.Checkpoints(study);

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
                string key = Key(grandparent, fold);
                _own.Remove(key);
                _shared?.Remove(key);
            }
        }
    }
}
