using Microsoft.ML.Data;
using Microsoft.ML.Transforms;

namespace Microsoft.ML;

/// <summary>Normalizers.</summary>
public static class NormalizationCatalog
{
    /// <summary>Scales by the least and greatest value seen: into [-1, 1] with zero fixed, into [0, 1] otherwise.</summary>
    /// <param name="catalog">The catalog.</param>
    /// <param name="outputColumnName">The column made.</param>
    /// <param name="inputColumnName">The column read, of Single or Double, scalar or vector of known size; null for the same name.</param>
    /// <param name="maximumExampleCount">The most rows learned from, 2 or more. Default 1000000000.</param>
    /// <param name="fixZero">Whether zero stays zero, so that sparse stays sparse. Default true.</param>
    public static NormalizingEstimator NormalizeMinMax(
        this TransformsCatalog catalog,
        string outputColumnName,
        string? inputColumnName = null,
        long maximumExampleCount = NormalizerSettings.DefaultMaximumExampleCount,
        bool fixZero = true)
    {
        ArgumentNullException.ThrowIfNull(catalog);
        return new NormalizingEstimator(new NormalizerSettings(true, maximumExampleCount, fixZero, false), NamePairs.Of(outputColumnName, inputColumnName));
    }

    /// <summary>Scales by the least and greatest value seen: into [-1, 1] with zero fixed, into [0, 1] otherwise.</summary>
    /// <param name="catalog">The catalog.</param>
    /// <param name="columns">The columns made and read.</param>
    /// <param name="maximumExampleCount">The most rows learned from, 2 or more. Default 1000000000.</param>
    /// <param name="fixZero">Whether zero stays zero, so that sparse stays sparse. Default true.</param>
    public static NormalizingEstimator NormalizeMinMax(
        this TransformsCatalog catalog,
        InputOutputColumnPair[] columns,
        long maximumExampleCount = NormalizerSettings.DefaultMaximumExampleCount,
        bool fixZero = true)
    {
        ArgumentNullException.ThrowIfNull(catalog);
        return new NormalizingEstimator(new NormalizerSettings(true, maximumExampleCount, fixZero, false), NamePairs.Of(columns));
    }

    /// <summary>Scales by mean and variance: to variance 1 and mean 0, or with zero fixed to mean square 1.</summary>
    /// <param name="catalog">The catalog.</param>
    /// <param name="outputColumnName">The column made.</param>
    /// <param name="inputColumnName">The column read, of Single or Double, scalar or vector of known size; null for the same name.</param>
    /// <param name="maximumExampleCount">The most rows learned from, 2 or more. Default 1000000000.</param>
    /// <param name="fixZero">Whether zero stays zero, so that sparse stays sparse. Default true.</param>
    /// <param name="useCdf">Whether values become their cumulative share of the normal distribution, in [0, 1]. Default false.</param>
    public static NormalizingEstimator NormalizeMeanVariance(
        this TransformsCatalog catalog,
        string outputColumnName,
        string? inputColumnName = null,
        long maximumExampleCount = NormalizerSettings.DefaultMaximumExampleCount,
        bool fixZero = true,
        bool useCdf = false)
    {
        ArgumentNullException.ThrowIfNull(catalog);
        return new NormalizingEstimator(new NormalizerSettings(false, maximumExampleCount, fixZero, useCdf), NamePairs.Of(outputColumnName, inputColumnName));
    }

    /// <summary>Scales by mean and variance: to variance 1 and mean 0, or with zero fixed to mean square 1.</summary>
    /// <param name="catalog">The catalog.</param>
    /// <param name="columns">The columns made and read.</param>
    /// <param name="maximumExampleCount">The most rows learned from, 2 or more. Default 1000000000.</param>
    /// <param name="fixZero">Whether zero stays zero, so that sparse stays sparse. Default true.</param>
    /// <param name="useCdf">Whether values become their cumulative share of the normal distribution, in [0, 1]. Default false.</param>
    public static NormalizingEstimator NormalizeMeanVariance(
        this TransformsCatalog catalog,
        InputOutputColumnPair[] columns,
        long maximumExampleCount = NormalizerSettings.DefaultMaximumExampleCount,
        bool fixZero = true,
        bool useCdf = false)
    {
        ArgumentNullException.ThrowIfNull(catalog);
        return new NormalizingEstimator(new NormalizerSettings(false, maximumExampleCount, fixZero, useCdf), NamePairs.Of(columns));
    }

    /// <summary>Scales by mean and variance of the logarithms of the values.</summary>
    /// <param name="catalog">The catalog.</param>
    /// <param name="outputColumnName">The column made.</param>
    /// <param name="inputColumnName">The column read, of Single or Double, scalar or vector of known size; null for the same name.</param>
    /// <param name="maximumExampleCount">The most rows learned from, 2 or more. Default 1000000000.</param>
    /// <param name="useCdf">Whether values become the cumulative share of their logarithms in the normal distribution, in [0, 1]. Default true.</param>
    public static NormalizingEstimator NormalizeLogMeanVariance(
        this TransformsCatalog catalog,
        string outputColumnName,
        string? inputColumnName = null,
        long maximumExampleCount = NormalizerSettings.DefaultMaximumExampleCount,
        bool useCdf = true)
    {
        ArgumentNullException.ThrowIfNull(catalog);
        return new NormalizingEstimator(new NormalizerSettings(false, maximumExampleCount, false, useCdf, UseLog: true), NamePairs.Of(outputColumnName, inputColumnName));
    }

    /// <summary>Scales by mean and variance of the logarithms of the values.</summary>
    /// <param name="catalog">The catalog.</param>
    /// <param name="columns">The columns made and read.</param>
    /// <param name="maximumExampleCount">The most rows learned from, 2 or more. Default 1000000000.</param>
    /// <param name="useCdf">Whether values become the cumulative share of their logarithms in the normal distribution, in [0, 1]. Default true.</param>
    public static NormalizingEstimator NormalizeLogMeanVariance(
        this TransformsCatalog catalog,
        InputOutputColumnPair[] columns,
        long maximumExampleCount = NormalizerSettings.DefaultMaximumExampleCount,
        bool useCdf = true)
    {
        ArgumentNullException.ThrowIfNull(catalog);
        return new NormalizingEstimator(new NormalizerSettings(false, maximumExampleCount, false, useCdf, UseLog: true), NamePairs.Of(columns));
    }

    /// <summary>Scales the vector of every row to length 1.</summary>
    /// <param name="catalog">The catalog.</param>
    /// <param name="outputColumnName">The column made.</param>
    /// <param name="inputColumnName">The column read, a vector of Single of known size; null for the same name.</param>
    /// <param name="norm">What the length is. Default the root of the sum of squares.</param>
    /// <param name="ensureZeroMean">Whether the mean of the vector is subtracted first. Default false.</param>
    public static LpNormNormalizingEstimator NormalizeLpNorm(
        this TransformsCatalog catalog,
        string outputColumnName,
        string? inputColumnName = null,
        LpNormNormalizingEstimatorBase.NormFunction norm = LpNormNormalizingEstimatorBase.NormFunction.L2,
        bool ensureZeroMean = false)
    {
        ArgumentNullException.ThrowIfNull(catalog);
        return new LpNormNormalizingEstimator(NamePairs.Of(outputColumnName, inputColumnName), norm, ensureZeroMean);
    }
}
