using System.Numerics;
using System.Runtime.InteropServices;
using MLNetTuning.Sweepers.Samplers.Models;

namespace MLNetTuning.Sweepers.Samplers.Parzen;

/// <summary>A continuous dimension: normal kernels cut off at the ends of the range.</summary>
internal sealed class ContinuousAxis : ParzenAxis
{
    // Beyond six widths a kernel gives less than 1e-8 of its peak.
    private const double Reach = 6;
    private const double Narrow = 0.05;
    private readonly double[] _weights;
    private readonly double[] _centres;
    private readonly double[] _widths;
    private readonly double[] _inverse;
    private readonly double[] _logScale;
    private readonly int[] _order;
    private readonly Lazy<Marginal> _marginal;

    public ContinuousAxis(Kernels kernels, int dimension, double[] widths)
    {
        _weights = kernels.Weights;
        _widths = widths;
        _order = [.. kernels.Along[dimension], kernels.Prior];
        _centres = new double[widths.Length];
        _inverse = new double[widths.Length];
        _logScale = new double[widths.Length];
        double last = 1, logOfLast = 0;
        // An inactive kernel keeps zeros everywhere, which makes its density one.
        foreach (int i in _order)
        {
            double centre = _centres[i] = kernels.Columns[dimension][i], width = widths[i];
            // Most kernels of a long study have the least width allowed.
            (last, logOfLast) = width == last ? (last, logOfLast) : (width, Math.Log(width));
            _inverse[i] = 1 / (width * Math.Sqrt(2));
            _logScale[i] = -logOfLast - UnitNormal.LogSqrtTwoPi - LogMass(centre, width);
        }

        _marginal = new(MakeMarginal, LazyThreadSafetyMode.None);
    }

    public override void AddLogs(double unit, Span<double> sums)
    {
        var centres = MemoryMarshal.Cast<double, Vector<double>>(_centres.AsSpan());
        var inverse = MemoryMarshal.Cast<double, Vector<double>>(_inverse.AsSpan());
        var scale = MemoryMarshal.Cast<double, Vector<double>>(_logScale.AsSpan());
        var totals = MemoryMarshal.Cast<double, Vector<double>>(sums);
        var at = new Vector<double>(unit);
        for (int i = 0; i < centres.Length; i++)
        {
            var z = (at - centres[i]) * inverse[i];
            totals[i] += scale[i] - z * z;
        }

        for (int i = centres.Length * Vector<double>.Count; i < sums.Length; i++)
        {
            double z = (unit - _centres[i]) * _inverse[i];
            sums[i] += _logScale[i] - z * z;
        }
    }

    public override double LogMixture(double unit)
    {
        var marginal = _marginal.Value;
        double sum = 0;
        foreach (int kernel in marginal.Wide)
        {
            sum += Density(kernel, unit);
        }

        int first = Array.BinarySearch(marginal.NarrowCentres, unit - marginal.Reach);
        for (int i = first < 0 ? ~first : first; i < marginal.Narrow.Length && marginal.NarrowCentres[i] <= unit + marginal.Reach; i++)
        {
            sum += Density(marginal.Narrow[i], unit);
        }

        return Math.Log(sum / marginal.Weight);
    }

    public override double Sample(int kernel, SeededRandom random) => _widths[kernel] > 0
        ? UnitNormal.SampleUnit(_centres[kernel], _widths[kernel], random.NextDouble())
        : random.NextDouble();

    private static double LogMass(double centre, double width) => centre >= Reach * width && 1 - centre >= Reach * width
        ? 0
        : Math.Log(UnitNormal.Between(-centre / width, (1 - centre) / width));

    private double Density(int kernel, double unit)
    {
        double z = (unit - _centres[kernel]) * _inverse[kernel];
        return _weights[kernel] * Math.Exp(_logScale[kernel] - z * z);
    }

    private Marginal MakeMarginal()
    {
        int[] narrow = [.. _order.Where(k => _widths[k] <= Narrow)];
        double reach = narrow.Length == 0 ? 0 : Reach * narrow.Max(k => _widths[k]);
        return new(narrow, [.. narrow.Select(k => _centres[k])], [.. _order.Where(k => _widths[k] > Narrow)], reach, _order.Sum(k => _weights[k]));
    }

    // Kernels by ascending centre that reach only their neighbourhood, and those that reach everywhere.
    private sealed record Marginal(int[] Narrow, double[] NarrowCentres, int[] Wide, double Reach, double Weight);
}
