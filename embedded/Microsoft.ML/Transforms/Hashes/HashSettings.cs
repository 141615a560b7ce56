namespace Microsoft.ML.Transforms;

/// <summary>How values are hashed into keys.</summary>
internal sealed record HashSettings(int Bits, uint Seed, bool Ordered)
{
    public const uint DefaultSeed = 314489979;
    public const int MaximumBits = 31;

    public static HashSettings Create(int bits, uint seed, bool ordered, int maximumNumberOfInverts)
    {
        if (bits is < 1 or > MaximumBits)
        {
            throw new ArgumentOutOfRangeException(nameof(bits), bits, $"numberOfBits is 1 to {MaximumBits}.");
        }

        return maximumNumberOfInverts == 0
            ? new HashSettings(bits, seed, ordered)
            : throw new NotSupportedException($"maximumNumberOfInverts is {maximumNumberOfInverts}; this host keeps no values behind hashes. Leave it at 0.");
    }
}
