namespace Microsoft.ML.Transforms.Text;

/// <summary>Which n-grams are taken and how they are weighted.</summary>
internal sealed class NgramSettings
{
    public const int DefaultLength = 2;
    public const int DefaultMaximumCount = 10000000;

    private NgramSettings(int length, int skips, NgramExtractingEstimator.WeightingCriteria weighting, int[] limits)
    {
        Length = length;
        Skips = skips;
        Weighting = weighting;
        Limits = limits;
    }

    public int Length { get; }

    public int Skips { get; }

    public NgramExtractingEstimator.WeightingCriteria Weighting { get; }

    /// <summary>The most n-grams of length 1, 2, ... kept; 0 where a length is not asked for.</summary>
    public int[] Limits { get; }

    public bool UsesIdf => Weighting != NgramExtractingEstimator.WeightingCriteria.Tf;

    public static NgramSettings Create(WordBagEstimator.Options options)
    {
        var errors = new List<string>();
        if (options.NgramLength is < 1 or > NgramWalker.MaximumSpan)
        {
            errors.Add($"ngramLength is {options.NgramLength}; it is 1 to {NgramWalker.MaximumSpan}");
        }

        if (options.SkipLength < 0 || options.NgramLength + options.SkipLength > NgramWalker.MaximumSpan)
        {
            errors.Add($"skipLength is {options.SkipLength}; it is 0 or more, and with ngramLength at most {NgramWalker.MaximumSpan}");
        }

        if (options.NgramLength == 1 && options.SkipLength != 0)
        {
            errors.Add($"skipLength is {options.SkipLength}; with ngramLength 1 it can only be 0");
        }

        if (!Enum.IsDefined(options.Weighting))
        {
            errors.Add($"weighting is {options.Weighting}; it is one of {string.Join(", ", Enum.GetNames<NgramExtractingEstimator.WeightingCriteria>())}");
        }

        var counts = options.MaximumNgramsCount ?? [];
        var most = options.UseAllLengths ? Math.Max(options.NgramLength, 1) : 1;
        if (counts.Length > most || counts.Any(static c => c < 0) || (counts.Length > 0 && counts[^1] == 0))
        {
            errors.Add($"maximumNgramsCount is {string.Join(", ", counts)}; it is at most {most} numbers of 0 or more, the last above 0");
        }

        return errors.Count == 0
            ? new NgramSettings(options.NgramLength, options.SkipLength, options.Weighting, LimitsOf(options, counts))
            : throw new ArgumentOutOfRangeException(nameof(options), $"The n-gram options are not valid: {string.Join("; ", errors)}.");
    }

    public static NgramSettings Read(ModelReader reader)
    {
        var length = reader.ReadInt32(1, NgramWalker.MaximumSpan);
        var skips = reader.ReadInt32(0, NgramWalker.MaximumSpan - length);
        var weighting = (NgramExtractingEstimator.WeightingCriteria)reader.ReadInt32(0, (int)NgramExtractingEstimator.WeightingCriteria.TfIdf);
        var limits = reader.ReadArray<int>();
        return limits.Length == length
            ? new NgramSettings(length, skips, weighting, limits)
            : throw reader.Corrupt("there is not one limit for every length of n-grams");
    }

    public void Write(ModelWriter writer)
    {
        writer.Write(Length);
        writer.Write(Skips);
        writer.Write((int)Weighting);
        writer.WriteArray(Limits);
    }

    private static int[] LimitsOf(WordBagEstimator.Options options, int[] counts)
    {
        var last = counts.Length == 0 ? DefaultMaximumCount : counts[^1];
        var limits = new int[options.NgramLength];
        for (var i = options.UseAllLengths ? 0 : limits.Length - 1; i < limits.Length; i++)
        {
            limits[i] = options.UseAllLengths && i < counts.Length ? counts[i] : last;
        }

        return limits;
    }
}
