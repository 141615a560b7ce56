namespace MLNetTuning.Sweepers.Storage;

/// <summary>Keeps the states of paused trainings where every worker of a study finds them.</summary>
/// <remarks>Thread-safe. A state is written whole or not at all: who reads while another writes gets the old one or the new one.</remarks>
public interface IStudyCheckpoints
{
    /// <summary>The state kept under a key, or null when there is none.</summary>
    /// <param name="key">The key; a trial's configuration index makes a good one.</param>
    byte[]? Get(string key);

    /// <summary>Keeps a state, replacing an older one.</summary>
    /// <param name="key">The key, 1 to 512 characters.</param>
    /// <param name="state">The state.</param>
    void Put(string key, byte[] state);

    /// <summary>Forgets a state; one that is not there is no error.</summary>
    /// <param name="key">The key.</param>
    void Remove(string key);
}
