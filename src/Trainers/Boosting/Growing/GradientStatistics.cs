namespace MLNetTuning.Trainers.Boosting.Growing;

/// <summary>What the scales of whole-number derivatives are made from.</summary>
internal readonly record struct GradientStatistics(double LargestGradient, double LargestHessian, double SumOfHessians)
{
    /// <summary>Reads the statistics of interleaved derivatives; NaN and infinity stay visible in them.</summary>
    public static GradientStatistics Of(ReadOnlySpan<float> pairs)
    {
        float gradient = 0, hessian = 0;
        double sum = 0, poison = 0;
        for (var i = 0; i < pairs.Length; i += 2)
        {
            gradient = MathF.Max(gradient, MathF.Abs(pairs[i]));
            hessian = MathF.Max(hessian, pairs[i + 1]);
            sum += pairs[i + 1];
            poison += pairs[i] * 0f;
        }

        return new GradientStatistics(gradient + poison, hessian, sum);
    }
}
