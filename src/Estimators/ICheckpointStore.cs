namespace MLNetTuning.Estimators;

/// <summary>Keeps the states of paused trainings. Called from the threads that fit; must be safe for several at once.</summary>
public interface ICheckpointStore
{
    /// <summary>The state kept under a key, or null when there is none. The array is not changed by the caller.</summary>
    /// <param name="key">The key.</param>
    byte[]? Get(string key);

    /// <summary>Keeps a state, replacing an older one.</summary>
    /// <param name="key">The key.</param>
    /// <param name="state">The state; not changed by the caller afterwards.</param>
    void Put(string key, byte[] state);
}
