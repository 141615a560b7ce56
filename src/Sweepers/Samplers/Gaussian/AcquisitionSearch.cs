using MLNetTuning.Sweepers.Samplers.Models;

namespace MLNetTuning.Sweepers.Samplers.Gaussian;

/// <summary>
/// Looks for the point of the largest acquisition: many points everywhere, then round after round near the best of them, each round's steps
/// shorter than the last's. Works on any mix of kinds, and a round is one call of the model.
/// </summary>
internal sealed class AcquisitionSearch(DensePoints space, SeededRandom random)
{
    /// <summary>The points looked at, best first.</summary>
    /// <param name="score">The acquisition of each of many points.</param>
    /// <param name="known">Points worth starting near.</param>
    public List<double[]> Run(Func<IReadOnlyList<double[]>, double[]> score, IReadOnlyList<double[]> known)
    {
        var found = new List<(double[] Point, double Score)>();
        Look(Everywhere(GpDefaults.GlobalCandidates));
        Look([.. known.SelectMany(point => Enumerable.Range(0, GpDefaults.LocalCandidates / known.Count).Select(_ => Near(point, GpDefaults.FirstStep)))]);
        double step = GpDefaults.FirstStep;
        for (int round = 0; round < GpDefaults.LocalRounds; round++, step *= GpDefaults.StepShrink)
        {
            var parents = found.Take(GpDefaults.LocalParents).Select(f => f.Point).ToList();
            Look([.. Enumerable.Range(0, GpDefaults.LocalCandidates).Select(i => Near(parents[i % parents.Count], step))]);
        }

        return [.. found.Select(f => f.Point)];

        void Look(List<double[]> points)
        {
            found.AddRange(points.Zip(score(points)));
            found = [.. found.OrderByDescending(f => f.Score)];
        }
    }

    // A Latin hypercube: every dimension is covered evenly.
    private List<double[]> Everywhere(int count)
    {
        var points = Enumerable.Range(0, count).Select(_ => new double[space.Dimensions.Count]).ToList();
        for (int d = 0; d < space.Dimensions.Count; d++)
        {
            var order = random.Permutation(count);
            for (int i = 0; i < count; i++)
            {
                points[i][d] = (order[i] + random.NextDouble()) / count;
            }
        }

        return [.. points.Select(space.Settle)];
    }

    // About two dimensions move at a time, at least one.
    private double[] Near(double[] point, double step)
    {
        int count = space.Dimensions.Count;
        var moved = (double[])point.Clone();
        int sure = (int)random.NextBelow(count);
        double share = Math.Min(1, 2.0 / count);
        for (int d = 0; d < count; d++)
        {
            if (d == sure || random.NextDouble() < share)
            {
                moved[d] = Moved(space.Dimensions[d], point[d], step);
            }
        }

        return space.Settle(moved);
    }

    private double Moved(Dimension dimension, double from, double step)
    {
        double normal = UnitNormal.Quantile(Math.Clamp(random.NextDouble(), 1e-12, 1 - 1e-12));
        return dimension.Kind switch
        {
            DimensionKind.Categories => dimension.Middle((int)random.NextBelow(dimension.Count)),
            // At least to the next value.
            DimensionKind.Cells => dimension.Middle(Math.Clamp(
                dimension.CellOf(from) + Math.Sign(normal) * (int)Math.Ceiling(Math.Abs(normal) * step * dimension.Count), 0, dimension.Count - 1)),
            _ => Math.Clamp(from + normal * step, 0, 1),
        };
    }
}
