using MathNet.Numerics.Distributions;

namespace MLNetTuning.Benchmarks.Sweepers;

/// <summary>Regrets of two searches on the same seeds, compared by the mean difference of their logarithms and its 95% interval.</summary>
internal sealed class PairedRegret
{
    // Below this a regret is rounding, on every problem of the suite.
    private const double Least = 1e-9;
    private const double Quantile = 0.975;
    private readonly double[] _ours;
    private readonly double[] _theirs;

    public PairedRegret(IEnumerable<double> ours, IEnumerable<double> theirs)
    {
        _ours = [.. ours.Select(r => Math.Log10(Math.Max(r, Least)))];
        _theirs = [.. theirs.Select(r => Math.Log10(Math.Max(r, Least)))];
    }

    public double Ours => Math.Pow(10, _ours.Average());

    public double Theirs => Math.Pow(10, _theirs.Average());

    /// <summary>Lower and upper end of the interval of log10(ours) - log10(theirs).</summary>
    public (double Low, double High) Interval
    {
        get
        {
            var differences = _ours.Zip(_theirs, (a, b) => a - b).ToArray();
            double mean = differences.Average();
            double error = StudentT.InvCDF(0, 1, differences.Length - 1, Quantile) * Math.Sqrt(differences.Sum(d => (d - mean) * (d - mean)) / (differences.Length - 1) / differences.Length);
            return (mean - error, mean + error);
        }
    }

    /// <summary>Our mean rank over the seeds, from 1 (always better) to 2; a tie counts half.</summary>
    public double MeanRank => 1 + _ours.Zip(_theirs, (a, b) => a < b ? 0 : a > b ? 1 : 0.5).Average();
}
