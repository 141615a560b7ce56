using MathNet.Numerics.LinearAlgebra;
using MathNet.Numerics.Optimization;

namespace MLNetTuning.Sweepers.Samplers.Gaussian;

/// <summary>Finds the settings of the largest marginal likelihood by L-BFGS on their logarithms.</summary>
internal static class SettingsFit
{
    // Where the matrix is singular; far above any sensible value, so that the line search turns back.
    private const double Wall = 1e10;

    public static KernelSettings Run(MarginalLikelihood likelihood, KernelSettings start, int steps)
    {
        var best = (Value: double.PositiveInfinity, Logs: (IReadOnlyList<double>)start.ToLogs());
        var objective = ObjectiveFunction.Gradient(logs =>
        {
            // Beyond these a setting is as good as zero or infinite; noise, which stands last, matters down to what one digit more of the best needs.
            var inside = logs.Select((v, i) => Math.Clamp(v, i == logs.Count - 1 ? Math.Log(GpDefaults.LeastNoise) : -14, 7)).ToArray();
            var found = likelihood.Evaluate(inside);
            double value = found?.Value ?? Wall;
            if (value < best.Value)
            {
                best = (value, inside);
            }

            return (value, Vector<double>.Build.DenseOfArray(found?.Gradient ?? new double[inside.Length]));
        });
        try
        {
            new LimitedMemoryBfgsMinimizer(GpDefaults.GradientTolerance, 1e-4, 1e-6, 8, steps).FindMinimum(objective, Vector<double>.Build.DenseOfEnumerable(best.Logs));
        }
        catch (OptimizationException)
        {
            // Out of steps, or a line search that found no better point: the best point seen is what is wanted.
        }

        return KernelSettings.FromLogs(best.Logs);
    }
}
