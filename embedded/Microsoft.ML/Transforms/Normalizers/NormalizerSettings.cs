namespace Microsoft.ML.Transforms;

/// <summary>How a normalizer learns.</summary>
internal sealed record NormalizerSettings(bool UseRange, long MaximumExampleCount, bool FixZero, bool UseCdf, bool UseLog = false)
{
    public const long DefaultMaximumExampleCount = 1000000000;
}
