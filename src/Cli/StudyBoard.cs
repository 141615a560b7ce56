using MLNetTuning.Sweepers.Storage;

namespace MLNetTuning.Cli;

/// <summary>What a shared study keeps besides its trials: finished models, and what its experiment is, for workers.</summary>
internal sealed class StudyBoard(RelationalStudyStore store, string study) : IStudyCheckpoints
{
    private const string Experiment = "experiment";

    // The study is made when the data has been read.
    private readonly Lazy<IStudyCheckpoints> _place = new(() => store.Checkpoints(study));

    public byte[]? Get(string key) => _place.Value.Get(key);

    public void Put(string key, byte[] state) => _place.Value.Put(key, state);

    public void Remove(string key) => _place.Value.Remove(key);

    /// <summary>Tells workers what the experiment is and how far.</summary>
    internal void Post(RunState state) => Put(Experiment, System.Text.Encoding.UTF8.GetBytes((state with { PostedAt = TimeProvider.System.GetUtcNow() }).Write()));

    /// <summary>What <see cref="Post"/> told; null when nobody did.</summary>
    internal RunState? Read() => store.Find(study) is not null && Get(Experiment) is { } bytes ? RunState.Read(System.Text.Encoding.UTF8.GetString(bytes)) : null;
}
