using MLNetTuning.Trainers.Linear.Kernels;
using MLNetTuning.Trainers.Numerics;

namespace MLNetTuning.Trainers.Linear.Solving;

/// <summary>Weighted means of the columns and sums of squared deviations from them.</summary>
internal sealed class ColumnMoments
{
    private const int CheckRows = 1024;

    // What is left of a sum of squares when nearly all of it cancels is rounding.
    private const double Rounding = 1e-12;

    private ColumnMoments(double totalWeight, double[] means, double[] squaredDeviations)
    {
        TotalWeight = totalWeight;
        Means = means;
        SquaredDeviations = squaredDeviations;
    }

    public double TotalWeight { get; }

    public double[] Means { get; }

    /// <summary>Exactly 0 for a column of one value.</summary>
    public double[] SquaredDeviations { get; }

    public static ColumnMoments Of(LinearRows rows, int threads, CancellationToken cancellation)
    {
        var columns = rows.Columns;
        var shift = rows.Shift();
        var parts = Math.Max(1, Math.Min(threads, rows.Count / CheckRows));
        var sums = new double[parts][];
        var squares = new double[parts][];
        Work.For(parts, parts, p =>
        {
            (sums[p], squares[p]) = (new double[columns], new double[columns]);
            var end = (int)((long)rows.Count * (p + 1) / parts);
            for (var first = (int)((long)rows.Count * p / parts); first < end; first += CheckRows)
            {
                cancellation.ThrowIfCancellationRequested();
                rows.AddMoments(first, Math.Min(CheckRows, end - first), shift, sums[p], squares[p]);
            }
        });
        for (var p = 1; p < parts; p++)
        {
            VectorKernel.AddScaled(sums[0], 1, sums[p]);
            VectorKernel.AddScaled(squares[0], 1, squares[p]);
        }

        return Finish(TotalOf(rows), shift, sums[0], squares[0]);
    }

    private static ColumnMoments Finish(double total, float[] shift, double[] means, double[] deviations)
    {
        for (var j = 0; j < means.Length; j++)
        {
            var square = deviations[j];
            var left = square - (means[j] * means[j] / total);
            deviations[j] = left > Rounding * square ? left : 0;
            means[j] = shift[j] + (means[j] / total);
        }

        return new ColumnMoments(total, means, deviations);
    }

    private static double TotalOf(LinearRows rows)
    {
        double total = rows.Count;
        if (rows.Weights is not null)
        {
            total = 0;
            foreach (var weight in rows.Weights)
            {
                total += weight;
            }
        }

        return total;
    }
}
