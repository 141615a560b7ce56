using MLNetTuning.Sweepers.Samplers.Models;

namespace MLNetTuning.Sweepers.Samplers.Parzen;

/// <summary>The observations a density is made of, from the oldest to the youngest, with the prior behind them.</summary>
/// <param name="Count">How many observations there are, the prior left out.</param>
/// <param name="Columns">For each dimension a coordinate per kernel, the prior's (the middle) last; NaN where the parameter is inactive.</param>
/// <param name="Weights">A weight per kernel, the prior's last; they need not sum to one.</param>
/// <param name="Along">For each dimension the kernels in which it is active, by ascending coordinate.</param>
internal sealed record Kernels(int Count, double[][] Columns, double[] Weights, int[][] Along)
{
    // Optuna's default_weights: with 25 or more the youngest 25 weigh 1, and the others less the older they are.
    private const int FullWeights = 25;
    private const double PriorCentre = 0.5;

    /// <summary>The prior's number: one past the last observation.</summary>
    public int Prior => Count;

    /// <summary>Rows of a table that are asked for (one flag per row), and points that have no value yet and count as the youngest.</summary>
    public static Kernels Of(ObservationTable table, bool[] wanted, IReadOnlyList<double[]> pending, int dimensions)
    {
        var kernelOf = new int[table.Count];
        var points = new List<double[]>(table.Count + pending.Count);
        foreach (int row in table.ByAge)
        {
            kernelOf[row] = wanted[row] ? points.Count : -1;
            if (wanted[row])
            {
                points.Add(table[row].Point);
            }
        }

        int first = points.Count;
        points.AddRange(pending);
        var columns = new double[dimensions][];
        var along = new int[dimensions][];
        for (int d = 0; d < dimensions; d++)
        {
            columns[d] = Column(points, d);
            along[d] = Merge(columns[d], table.Along(d), kernelOf, first);
        }

        return new(points.Count, columns, AgeWeights(points.Count), along);
    }

    private static double[] Column(List<double[]> points, int dimension)
    {
        var column = new double[points.Count + 1];
        for (int i = 0; i < points.Count; i++)
        {
            column[i] = points[i][dimension];
        }

        column[^1] = PriorCentre;
        return column;
    }

    private static double[] AgeWeights(int count)
    {
        var weights = new double[count + 1];
        Array.Fill(weights, 1);
        int old = count - FullWeights;
        for (int i = 0; i < old; i++)
        {
            double share = old == 1 ? 0 : (double)i / (old - 1);
            weights[i] = 1.0 / count + share * (1 - 1.0 / count);
        }

        return weights;
    }

    // Both are short work: the table's order stands already, and what is pending is a handful.
    private static int[] Merge(double[] column, List<int> rows, int[] kernelOf, int first)
    {
        var late = Enumerable.Range(first, column.Length - 1 - first).Where(k => !double.IsNaN(column[k])).OrderBy(k => column[k]).ToList();
        var merged = new int[column.Length];
        int count = 0, next = 0;
        foreach (int row in rows)
        {
            int kernel = kernelOf[row];
            if (kernel < 0)
            {
                continue;
            }

            while (next < late.Count && column[late[next]] < column[kernel])
            {
                merged[count++] = late[next++];
            }

            merged[count++] = kernel;
        }

        while (next < late.Count)
        {
            merged[count++] = late[next++];
        }

        return merged[..count];
    }
}
