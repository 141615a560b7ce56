namespace MLNetTuning.Sweepers.Samplers.Parzen;

/// <summary>
/// How wide each kernel is: the larger of the gaps to its neighbours, the prior standing among them in the middle, kept within
/// [1 / min(100, n + 2), 1] of the range. Bergstra et al., Algorithms for hyper-parameter optimization, NeurIPS 2011; the limits are Optuna's.
/// </summary>
internal static class KernelWidths
{
    private const double PriorCentre = 0.5;
    private const double MostKernels = 100;

    /// <returns>A width per kernel, the prior's (1) last; 0 where the parameter is inactive.</returns>
    public static double[] Of(Kernels kernels, int dimension, double scale)
    {
        var order = kernels.Along[dimension];
        var widths = new double[kernels.Points.Count + 1];
        widths[kernels.Prior] = 1;
        double least = 1 / Math.Min(MostKernels, order.Count + 2);
        for (int i = 0; i < order.Count; i++)
        {
            double own = At(i), below = i > 0 ? At(i - 1) : double.NaN, above = i < order.Count - 1 ? At(i + 1) : double.NaN;
            // The prior is a neighbour too where it stands between; at the ends the inner gap counts alone.
            below = own >= PriorCentre && !(below > PriorCentre) ? PriorCentre : below;
            above = own < PriorCentre && !(above < PriorCentre) ? PriorCentre : above;
            double gap = Math.Max(double.IsNaN(below) ? 0 : own - below, double.IsNaN(above) ? 0 : above - own);
            widths[order[i]] = Math.Clamp(scale * gap, least, 1);
        }

        return widths;

        double At(int position) => kernels.Points[order[position]][dimension];
    }
}
