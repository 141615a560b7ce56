using MLNetTuning.Trainers.Numerics;

namespace MLNetTuning.Trainers.Boosting.Growing;

/// <summary>Which columns a tree may split on.</summary>
internal static class FeatureDraw
{
    /// <summary>Puts the columns of a tree first.</summary>
    /// <param name="features">Overwritten with all columns, those drawn in front.</param>
    /// <param name="share">The share that is drawn, at least one; 1 takes all in order.</param>
    /// <param name="treeSeed">The tree's seed.</param>
    /// <returns>How many were drawn.</returns>
    public static int Choose(Span<int> features, double share, ulong treeSeed)
    {
        for (var i = 0; i < features.Length; i++)
        {
            features[i] = i;
        }

        if (share >= 1 || features.Length == 0)
        {
            return features.Length;
        }

        var count = Math.Max(1, (int)Math.Round(features.Length * share));
        var random = new HashRandom(treeSeed, 0xC0);
        random.Choose(features, count);
        return count;
    }
}
