using System.Collections.Concurrent;

namespace MLNetTuning.Estimators;

/// <summary>Keeps checkpoints in memory. Safe for several threads.</summary>
public sealed class MemoryCheckpointStore : ICheckpointStore
{
    private readonly ConcurrentDictionary<string, byte[]> _states = new(StringComparer.Ordinal);

    /// <summary>How many checkpoints are kept.</summary>
    public int Count => _states.Count;

    /// <inheritdoc/>
    public byte[]? Get(string key) => _states.GetValueOrDefault(key);

    /// <inheritdoc/>
    public void Put(string key, byte[] state) => _states[key] = state;

    /// <summary>Forgets a checkpoint, if there is one.</summary>
    /// <param name="key">The key.</param>
    /// <returns>Whether there was one.</returns>
    public bool Remove(string key) => _states.TryRemove(key, out _);
}
