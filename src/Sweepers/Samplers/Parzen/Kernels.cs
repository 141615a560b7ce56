using MLNetTuning.Sweepers.Samplers.Models;

namespace MLNetTuning.Sweepers.Samplers.Parzen;

/// <summary>The observations a density is made of, from the oldest to the youngest, with the prior behind them.</summary>
/// <param name="Points">A point per kernel, the prior left out; NaN where a parameter is inactive.</param>
/// <param name="Weights">A weight per kernel, the prior's last; they need not sum to one.</param>
/// <param name="Along">For each dimension the kernels in which it is active, by ascending coordinate.</param>
internal sealed record Kernels(IReadOnlyList<double[]> Points, double[] Weights, IReadOnlyList<IReadOnlyList<int>> Along)
{
    // Optuna's default_weights: with 25 or more the youngest 25 weigh 1, and the others less the older they are.
    private const int FullWeights = 25;

    /// <summary>The prior's number: one past the last observation.</summary>
    public int Prior => Points.Count;

    /// <summary>Rows of a table that are asked for, and points that have no value yet and count as the youngest.</summary>
    public static Kernels Of(ObservationTable table, Func<int, bool> wanted, IReadOnlyList<double[]> pending, int dimensions)
    {
        var kernelOf = new int[table.Count];
        Array.Fill(kernelOf, -1);
        var points = new List<double[]>(table.Count + pending.Count);
        foreach (int row in table.ByAge)
        {
            if (wanted(row))
            {
                kernelOf[row] = points.Count;
                points.Add(table[row].Point);
            }
        }

        int first = points.Count;
        points.AddRange(pending);
        var along = Enumerable.Range(0, dimensions).Select(d => Merge(points, d, table.Along(d), kernelOf, first)).ToArray();
        return new(points, AgeWeights(points.Count), along);
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
    private static List<int> Merge(List<double[]> points, int dimension, IReadOnlyList<int> rows, int[] kernelOf, int first)
    {
        var late = Enumerable.Range(first, points.Count - first).Where(k => !double.IsNaN(points[k][dimension])).OrderBy(k => points[k][dimension]).ToList();
        var merged = new List<int>(rows.Count + late.Count);
        int next = 0;
        for (int i = 0; i < rows.Count; i++)
        {
            int kernel = kernelOf[rows[i]];
            if (kernel < 0)
            {
                continue;
            }

            while (next < late.Count && points[late[next]][dimension] < points[kernel][dimension])
            {
                merged.Add(late[next++]);
            }

            merged.Add(kernel);
        }

        merged.AddRange(late.Skip(next));
        return merged;
    }
}
