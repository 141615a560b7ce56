namespace MLNetTuning.Sweepers.Storage;

/// <summary>The rule for keys of checkpoints, the same wherever they lie.</summary>
internal static class CheckpointKeys
{
    public static void Check(string key)
    {
        ArgumentNullException.ThrowIfNull(key);
        if (key.Length is 0 or > 512)
        {
            throw new ArgumentException($"The checkpoint key has {key.Length} characters. Allowed: 1 to 512.", nameof(key));
        }
    }
}
