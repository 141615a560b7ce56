namespace MLNetTuning.Sweepers.Samplers.Parzen;

/// <summary>
/// How wide each kernel is: the larger of the gaps to its neighbours, the prior standing among them in the middle, kept within
/// [1 / min(100, 3 n + 2), 1] of the range. Bergstra et al., Algorithms for hyper-parameter optimization, NeurIPS 2011. Optuna's lower limit is
/// 1 / min(100, n + 2): the few good trials of a study then never come close to the best. With a third of it regret fell on three of the six
/// problems of the suite <c>sweepers</c> (branin, mixed, conditional) and stayed about the same on the others.
/// </summary>
internal static class KernelWidths
{
    private const double PriorCentre = 0.5;
    private const double MostKernels = 100;
    private const int Narrower = 3;

    /// <returns>A width per kernel, the prior's (1) last; 0 where the parameter is inactive.</returns>
    public static double[] Of(Kernels kernels, int dimension)
    {
        var order = kernels.Along[dimension];
        var column = kernels.Columns[dimension];
        var widths = new double[column.Length];
        widths[kernels.Prior] = 1;
        double least = 1 / Math.Min(MostKernels, Narrower * order.Length + 2), below = double.NaN;
        for (int i = 0; i < order.Length; i++)
        {
            double own = column[order[i]], above = i < order.Length - 1 ? column[order[i + 1]] : double.NaN;
            // The prior is a neighbour too where it stands between; at the ends the inner gap counts alone.
            double left = own >= PriorCentre && !(below > PriorCentre) ? PriorCentre : below;
            double right = own < PriorCentre && !(above < PriorCentre) ? PriorCentre : above;
            double gap = Math.Max(double.IsNaN(left) ? 0 : own - left, double.IsNaN(right) ? 0 : right - own);
            widths[order[i]] = Math.Clamp(gap, least, 1);
            below = own;
        }

        return widths;
    }
}
