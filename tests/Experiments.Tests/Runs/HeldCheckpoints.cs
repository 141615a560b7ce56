using MLNetTuning.Sweepers.Storage;

namespace MLNetTuning.Experiments.Tests.Runs;

/// <summary>A place whose writes of trials wait until a test lets them.</summary>
internal sealed class HeldCheckpoints(IStudyCheckpoints inner) : IStudyCheckpoints
{
    private readonly TaskCompletionSource _waits = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly ManualResetEventSlim _mayGo = new();

    /// <summary>Ends when the first write waits.</summary>
    internal Task Waits => _waits.Task;

    /// <summary>The key of what is cut short as it is written; null for nothing.</summary>
    internal string? Damaged { get; init; }

    internal void Release() => _mayGo.Set();

    public byte[]? Get(string key) => inner.Get(key);

    public void Put(string key, byte[] state)
    {
        if (key.StartsWith("trial", StringComparison.Ordinal))
        {
            _waits.TrySetResult();
            _mayGo.Wait();
        }

        inner.Put(key, key == Damaged ? state[..^10] : state);
    }

    public void Remove(string key) => inner.Remove(key);
}
