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
    private readonly IReadOnlyList<double> _weights;
    private readonly double[] _centres;
    private readonly double[] _widths;
    private readonly double[] _inverse;
    private readonly double[] _logScale;
    private readonly int[] _narrow;
    private readonly double[] _narrowCentres;
    private readonly int[] _wide;
    private readonly double _reach;

    public ContinuousAxis(Kernels kernels, int dimension, double[] widths)
    {
        int count = widths.Length;
        _weights = kernels.Weights;
        _widths = widths;
        _centres = new double[count];
        _inverse = new double[count];
        _logScale = new double[count];
        for (int i = 0; i < count; i++)
        {
            double centre = i == kernels.Prior ? 0.5 : kernels.Points[i][dimension], width = widths[i];
            // An inactive kernel keeps zeros everywhere, which makes its density one.
            if (width > 0)
            {
                _centres[i] = centre;
                _inverse[i] = 1 / (width * Math.Sqrt(2));
                _logScale[i] = -Math.Log(width) - UnitNormal.LogSqrtTwoPi - LogMass(centre, width);
            }
        }

        var order = kernels.Along[dimension];
        _narrow = [.. order.Where(k => widths[k] <= Narrow)];
        _narrowCentres = [.. _narrow.Select(k => _centres[k])];
        _wide = [.. order.Where(k => widths[k] > Narrow), kernels.Prior];
        _reach = _narrow.Length == 0 ? 0 : Reach * _narrow.Max(k => widths[k]);
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
        double sum = 0;
        foreach (int kernel in _wide)
        {
            sum += Density(kernel, unit);
        }

        int first = Array.BinarySearch(_narrowCentres, unit - _reach);
        for (int i = first < 0 ? ~first : first; i < _narrow.Length && _narrowCentres[i] <= unit + _reach; i++)
        {
            sum += Density(_narrow[i], unit);
        }

        return Math.Log(sum / ActiveWeight());
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

    private double ActiveWeight()
    {
        double sum = 0;
        foreach (int kernel in _wide)
        {
            sum += _weights[kernel];
        }

        foreach (int kernel in _narrow)
        {
            sum += _weights[kernel];
        }

        return sum;
    }
}
