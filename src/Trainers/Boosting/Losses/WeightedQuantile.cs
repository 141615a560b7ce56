namespace MLNetTuning.Trainers.Boosting.Losses;

/// <summary>Quantiles of weighted values.</summary>
internal static class WeightedQuantile
{
    /// <summary>The value that minimises the pinball loss; the middle of the interval when there is one. Sorts both arrays.</summary>
    public static float Of(Span<float> values, Span<float> weights, double quantile)
    {
        double total = values.Length;
        if (weights.IsEmpty)
        {
            values.Sort();
        }
        else
        {
            values.Sort(weights);
            total = 0;
            foreach (var weight in weights)
            {
                total += weight;
            }
        }

        double below = 0;
        for (var i = 0; i < values.Length; i++)
        {
            below += weights.IsEmpty ? 1 : weights[i];
            if (below >= quantile * total)
            {
                var isBetween = below == quantile * total && i + 1 < values.Length;
                return isBetween ? (float)(((double)values[i] + values[i + 1]) / 2) : values[i];
            }
        }

        return values[^1];
    }
}
