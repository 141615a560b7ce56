using MLNetTuning.Trainers.Numerics;

namespace MLNetTuning.Trainers.Boosting.Losses;

/// <summary>Quantiles of weighted values.</summary>
internal static class WeightedQuantile
{
    /// <summary>The value that minimises the pinball loss; the middle of the interval when there is one. Reorders both arrays.</summary>
    public static float Of(Span<float> values, Span<float> weights, double quantile)
    {
        if (weights.IsEmpty)
        {
            return Unweighted(values, quantile);
        }

        values.Sort(weights);
        double total = 0;
        foreach (var weight in weights)
        {
            total += weight;
        }

        double below = 0;
        for (var i = 0; i < values.Length; i++)
        {
            below += weights[i];
            if (below >= quantile * total)
            {
                return below == quantile * total && i + 1 < values.Length ? Middle(values[i], values[i + 1]) : values[i];
            }
        }

        return values[^1];
    }

    // One value of the order is enough, which takes linear time.
    private static float Unweighted(Span<float> values, double quantile)
    {
        var share = quantile * values.Length;
        var index = Math.Clamp((int)Math.Ceiling(share) - 1, 0, values.Length - 1);
        var value = Selection.Select(values, index);
        if (index + 1 != share || index + 1 == values.Length)
        {
            return value;
        }

        var next = float.PositiveInfinity;
        foreach (var other in values[(index + 1)..])
        {
            next = MathF.Min(next, other);
        }

        return Middle(value, next);
    }

    private static float Middle(float low, float high) => (float)(((double)low + high) / 2);
}
