using MLNetTuning.Estimators;
using MLNetTuning.Sweepers.Storage;

namespace MLNetTuning.Experiments.Tuning;

/// <summary>Checkpoints of paused trainings where every worker of a study finds them: a shared folder, or the study's database.</summary>
/// <remarks>For <see cref="TrialContext.Checkpoints"/>: a trial whose worker died, and a promoted one on another machine, go on from the last state. Thread-safe.</remarks>
public sealed class SharedCheckpoints : ICheckpointStore
{
    private readonly IStudyCheckpoints _place;

    /// <summary>Keeps checkpoints in a place.</summary>
    /// <param name="place">A <see cref="FolderCheckpoints"/>, or <see cref="RelationalStudyStore.Checkpoints"/> of a study.</param>
    public SharedCheckpoints(IStudyCheckpoints place)
    {
        ArgumentNullException.ThrowIfNull(place);
        _place = place;
    }

    /// <inheritdoc/>
    public byte[]? Get(string key) => _place.Get(key);

    /// <inheritdoc/>
    public void Put(string key, byte[] state) => _place.Put(key, state);
}
