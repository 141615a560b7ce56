using System.Collections.Concurrent;
using MLNetTuning.Sweepers.Storage;

namespace MLNetTuning.Experiments.Tests.Runs;

/// <summary>A place for finished models that a test can look into, damage and break.</summary>
internal sealed class MemoryCheckpoints : IStudyCheckpoints
{
    internal ConcurrentDictionary<string, byte[]> All { get; } = new();

    /// <summary>Thrown by every write of a trial while it is set.</summary>
    internal Exception? Fault { get; set; }

    public byte[]? Get(string key) => All.GetValueOrDefault(key);

    public void Put(string key, byte[] state)
    {
        if (Fault is not null && key.StartsWith("trial", StringComparison.Ordinal))
        {
            throw Fault;
        }

        All[key] = state;
    }

    public void Remove(string key) => All.TryRemove(key, out _);
}
