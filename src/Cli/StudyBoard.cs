using MLNetTuning.Sweepers.Storage;

namespace MLNetTuning.Cli;

/// <summary>What a shared study keeps besides its trials: finished models, and what its experiment is, for workers.</summary>
internal sealed class StudyBoard(RelationalStudyStore store, string study) : IStudyCheckpoints
{
    private const string Experiment = "experiment";

    /// <summary>An experiment that has told nothing for so long is one whose process is gone.</summary>
    internal static readonly TimeSpan Silence = TimeSpan.FromMinutes(2);

    // The study is made when the data has been read.
    private readonly Lazy<IStudyCheckpoints> _place = new(() => store.Checkpoints(study));

    public byte[]? Get(string key) => _place.Value.Get(key);

    public void Put(string key, byte[] state) => _place.Value.Put(key, state);

    public void Remove(string key) => _place.Value.Remove(key);

    /// <summary>The store's time, which is the same for all machines.</summary>
    internal DateTimeOffset Now() => store.Transact(study, transaction => transaction.Now);

    /// <summary>Tells workers what the experiment is and how far.</summary>
    internal void Post(RunState state) => Put(Experiment, System.Text.Encoding.UTF8.GetBytes((state with { PostedAt = Now() }).Write()));

    /// <summary>What <see cref="Post"/> told; null when nobody did.</summary>
    internal RunState? Read() => store.Find(study) is not null && Get(Experiment) is { } bytes ? RunState.Read(System.Text.Encoding.UTF8.GetString(bytes)) : null;
}
