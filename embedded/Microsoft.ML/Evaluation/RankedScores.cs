namespace Microsoft.ML.Data;

/// <summary>The two areas that need the rows in descending score order.</summary>
internal static class RankedScores
{
    /// <summary>Row numbers by descending score; equal scores keep their order.</summary>
    internal static int[] Order(ReadOnlySpan<float> scores)
    {
        var order = new int[scores.Length];
        var keys = new (float NegatedScore, int Row)[scores.Length];
        for (var i = 0; i < keys.Length; i++)
        {
            keys[i] = (-scores[i], i);
            order[i] = i;
        }

        Array.Sort(keys, order);
        return order;
    }

    /// <summary>Area under the ROC curve: the chance that a positive stands above a negative, ties counting half.</summary>
    internal static double AreaUnderRocCurve(ReadOnlySpan<int> order, ReadOnlySpan<float> scores, ReadOnlySpan<bool> positives)
    {
        double area = 0;
        double seenPositives = 0;
        double seenNegatives = 0;
        for (var start = 0; start < order.Length;)
        {
            var score = scores[order[start]];
            double tiedPositives = 0;
            double tiedNegatives = 0;
            for (; start < order.Length && scores[order[start]] == score; start++)
            {
                tiedPositives += positives[order[start]] ? 1 : 0;
                tiedNegatives += positives[order[start]] ? 0 : 1;
            }

            area += tiedNegatives * (seenPositives + (0.5 * tiedPositives));
            seenPositives += tiedPositives;
            seenNegatives += tiedNegatives;
        }

        return area / (seenPositives * seenNegatives);
    }

    /// <summary>
    /// Area under the precision-recall curve: at each positive, the gained recall times the mean of the precision there
    /// and the precision after the negatives that came just before it.
    /// </summary>
    internal static double AreaUnderPrecisionRecallCurve(ReadOnlySpan<int> order, ReadOnlySpan<bool> positives)
    {
        var allPositives = 0;
        foreach (var positive in positives)
        {
            allPositives += positive ? 1 : 0;
        }

        double area = 0;
        double previousRecall = 0;
        double previousPrecision = 1;
        var truePositives = 0;
        for (var i = 0; i < order.Length; i++)
        {
            truePositives += positives[order[i]] ? 1 : 0;
            var precision = (double)truePositives / (i + 1);
            if (positives[order[i]])
            {
                var recall = (double)truePositives / allPositives;
                area += (recall - previousRecall) * (previousPrecision + precision) / 2;
                previousRecall = recall;
            }

            previousPrecision = precision;
        }

        return area;
    }
}
