using MLNetTuning.Sweepers.Samplers.Models;

namespace MLNetTuning.Sweepers.Samplers.Parzen;

/// <summary>A dimension of few values: kernels that are alike share one row of a table of masses.</summary>
internal sealed class TableAxis : ParzenAxis
{
    private const double LeastMass = 1e-300;
    // Beyond eight widths a kernel has less than 1e-15 of its mass.
    private const double Reach = 8;
    private static readonly double LogLeastMass = Math.Log(LeastMass);
    private readonly Dimension _dimension;
    private readonly int[] _group;
    private readonly double[][] _mass;
    private readonly double[][] _logMass;
    private readonly double[] _groupWeight;
    private readonly Lazy<double[]> _mixture;

    // Group -1 stands for the kernels in which the parameter is inactive.
    private TableAxis(Dimension dimension, Kernels kernels, int[] group, List<double[]> mass)
    {
        _dimension = dimension;
        _group = group;
        _mass = [.. mass];
        _logMass = [.. mass.Select(row => row.Select(m => m == LeastMass ? LogLeastMass : Math.Log(m)).ToArray())];
        _groupWeight = new double[mass.Count];
        for (int i = 0; i < group.Length; i++)
        {
            if (group[i] >= 0)
            {
                _groupWeight[group[i]] += kernels.Weights[i];
            }
        }

        _mixture = new(MakeMixture, LazyThreadSafetyMode.None);
    }

    /// <summary>Each kernel gives its own value one and every value the prior's share of 1 / kernels. Bergstra et al. 2011, section 4.</summary>
    public static TableAxis OfCategories(Dimension dimension, Kernels kernels, int index)
    {
        var group = new int[kernels.Prior + 1];
        Array.Fill(group, -1);
        foreach (int kernel in kernels.Along[index])
        {
            group[kernel] = dimension.CellOf(kernels.Columns[index][kernel]);
        }

        group[kernels.Prior] = dimension.Count;
        double share = 1.0 / (kernels.Along[index].Length + 1);
        var rows = Enumerable.Range(0, dimension.Count).Select(own => Enumerable.Range(0, dimension.Count)
            .Select(c => (share + (c == own ? 1 : 0)) / (1 + share * dimension.Count)).ToArray()).ToList();
        rows.Add([.. Enumerable.Repeat(1.0 / dimension.Count, dimension.Count)]);
        return new(dimension, kernels, group, rows);
    }

    /// <summary>Normal kernels, integrated over the part of the range that each value owns.</summary>
    public static TableAxis OfCells(Dimension dimension, Kernels kernels, int index, double[] widths)
    {
        var group = new int[kernels.Prior + 1];
        Array.Fill(group, -1);
        var rows = new List<double[]>();
        (double Centre, double Width) last = default;
        foreach (int kernel in kernels.Along[index].Append(kernels.Prior))
        {
            double centre = kernels.Columns[index][kernel];
            if (rows.Count == 0 || (centre, widths[kernel]) != last)
            {
                last = (centre, widths[kernel]);
                rows.Add(Masses(dimension, centre, widths[kernel]));
            }

            group[kernel] = rows.Count - 1;
        }

        return new(dimension, kernels, group, rows);
    }

    public override void AddLogs(double unit, Span<double> sums)
    {
        int cell = _dimension.CellOf(unit);
        Span<double> column = stackalloc double[_logMass.Length + 1];
        for (int g = 0; g < _logMass.Length; g++)
        {
            column[g + 1] = _logMass[g][cell];
        }

        // The mass of a uniform draw, so that saying nothing costs the same in every kernel.
        column[0] = Math.Log(_dimension.Edge(cell + 1) - _dimension.Edge(cell));
        for (int i = 0; i < sums.Length; i++)
        {
            sums[i] += column[_group[i] + 1];
        }
    }

    public override double LogMixture(double unit) => _mixture.Value[_dimension.CellOf(unit)];

    public override double Sample(int kernel, SeededRandom random)
    {
        double uniform = random.NextDouble();
        if (_group[kernel] < 0)
        {
            return _dimension.Snap(uniform);
        }

        var row = _mass[_group[kernel]];
        int cell = 0;
        for (double sum = row[0]; sum <= uniform && cell < row.Length - 1; sum += row[cell])
        {
            cell++;
        }

        return _dimension.Middle(cell);
    }

    private double[] MakeMixture()
    {
        double total = _groupWeight.Sum();
        return [.. Enumerable.Range(0, _dimension.Count).Select(c => Math.Log(_mass.Select((row, g) => row[c] * _groupWeight[g]).Sum() / total))];
    }

    private static double[] Masses(Dimension dimension, double centre, double width)
    {
        var row = new double[dimension.Count];
        // Never quite zero: a candidate far from every kernel still has a finite logarithm.
        Array.Fill(row, LeastMass);
        int first = dimension.CellOf(Math.Max(centre - Reach * width, 0)), last = dimension.CellOf(Math.Min(centre + Reach * width, 1));
        double total = UnitNormal.Between(-centre / width, (1 - centre) / width);
        double below = UnitNormal.Cumulative((dimension.Edge(first) - centre) / width);
        for (int c = first; c <= last; c++)
        {
            double above = UnitNormal.Cumulative((dimension.Edge(c + 1) - centre) / width);
            row[c] = Math.Max((above - below) / total, LeastMass);
            below = above;
        }

        return row;
    }
}
