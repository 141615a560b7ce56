namespace Microsoft.ML.Transforms;

/// <summary>How values are hashed into keys, and how many of the values behind a key are kept; -1 for all.</summary>
internal sealed record HashSettings(int Bits, uint Seed, bool Ordered, int Inverts = 0)
{
    public const uint DefaultSeed = 314489979;
    public const int MaximumBits = 31;

    public static HashSettings Create(int bits, uint seed, bool ordered, int maximumNumberOfInverts)
    {
        if (bits is < 1 or > MaximumBits)
        {
            throw new ArgumentOutOfRangeException(nameof(bits), bits, $"numberOfBits is 1 to {MaximumBits}.");
        }

        if (maximumNumberOfInverts < -1)
        {
            throw new ArgumentOutOfRangeException(nameof(maximumNumberOfInverts), maximumNumberOfInverts, "maximumNumberOfInverts is -1 for all, 0 for none, or the most values kept for a hash.");
        }

        return maximumNumberOfInverts == 0 || bits < MaximumBits
            ? new HashSettings(bits, seed, ordered, maximumNumberOfInverts)
            : throw new ArgumentOutOfRangeException(nameof(bits), bits, $"numberOfBits is 1 to {MaximumBits - 1} where the values behind hashes are kept.");
    }
}
