namespace MLNetTuning.Trainers.Boosting.Binning;

/// <summary>Gives the most frequent categories of a column a bin each; the rest shares the bin of missing values.</summary>
internal static class CategoryFinder
{
    /// <summary>The largest code: floats hold all whole numbers up to it.</summary>
    public const int LargestCode = 1 << 24;

    /// <summary>Cuts a column of category codes.</summary>
    /// <param name="features">The rows.</param>
    /// <param name="column">Which column.</param>
    /// <param name="maxBins">Most categories with a bin of their own.</param>
    /// <exception cref="ArgumentException">A value is no category code.</exception>
    public static FeatureBins Find(FloatMatrix features, int column, int maxBins)
    {
        var counts = new Dictionary<int, int>();
        var missing = 0;
        for (var i = 0; i < features.Rows; i++)
        {
            var value = features.Row(i)[column];
            if (float.IsNaN(value))
            {
                missing++;
            }
            else if (value >= 0 && value <= LargestCode && value == (int)value)
            {
                counts[(int)value] = counts.GetValueOrDefault((int)value) + 1;
            }
            else
            {
                throw new ArgumentException(FormattableString.Invariant(
                    $"Categorical column {column} holds {value} in row {i}; categories are whole numbers 0 to {LargestCode}, or NaN for missing."), nameof(features));
            }
        }

        var codes = counts.OrderByDescending(c => c.Value).ThenBy(c => c.Key).Take(maxBins).Select(c => c.Key).Order().ToArray();
        return new FeatureBins(column, [], codes.Length > 0 && (missing > 0 || codes.Length < counts.Count), codes);
    }
}
