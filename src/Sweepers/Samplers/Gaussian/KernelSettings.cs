namespace MLNetTuning.Sweepers.Samplers.Gaussian;

/// <summary>What is fitted: a weight for each dimension (one over its squared length), the kernel's scale and the noise's variance.</summary>
internal sealed record KernelSettings(double[] Weights, double Scale, double Noise)
{
    public static KernelSettings Start(int dimensions) => new([.. Enumerable.Repeat(1.0, dimensions)], 1, 0.1);

    public double[] ToLogs() => [.. Weights.Select(w => Math.Log(w)), Math.Log(Scale), Math.Log(Noise)];

    public static KernelSettings FromLogs(IReadOnlyList<double> logs) =>
        new([.. logs.Take(logs.Count - 2).Select(v => Math.Exp(v))], Math.Exp(logs[^2]), Math.Exp(logs[^1]) + GpDefaults.LeastNoise);
}
