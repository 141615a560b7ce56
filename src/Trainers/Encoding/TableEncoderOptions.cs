namespace MLNetTuning.Trainers.Encoding;

/// <summary>How a table becomes a network's inputs.</summary>
public sealed record TableEncoderOptions
{
    /// <summary>What each column is, or null (the default) for <see cref="ColumnKind.Auto"/> throughout.</summary>
    public IReadOnlyList<ColumnKind>? Kinds { get; init; }

    /// <summary>How columns are scaled. One-hot columns are scaled too, but for <see cref="FeatureScaling.QuantileNormal"/>. Default robust with a smooth clip.</summary>
    public FeatureScaling Scaling { get; init; } = FeatureScaling.RobustSmoothClip;

    /// <summary>The most levels, missing counted as one, of a category that becomes one-hot columns; those with more become level numbers. 0 or more. Default 9.</summary>
    public int OneHotLimit { get; init; } = 9;

    /// <summary>The most levels of a category; rarer ones count as unknown. 2 to 1,048,575. Default 65,536.</summary>
    public int LevelLimit { get; init; } = 65_536;

    /// <summary>Whether each numeric column with missing values gets a column that tells of them. Default true.</summary>
    public bool AddsMissingIndicators { get; init; } = true;

    /// <summary>Checks all options.</summary>
    /// <exception cref="ArgumentException">Some cannot be used; the message lists every violation.</exception>
    public void Validate()
    {
        var violations = new Violations("The table encoder's options cannot be used");
        violations.Require(Enum.IsDefined(Scaling), $"Scaling is {(int)Scaling}; name a member of FeatureScaling.");
        violations.Require(OneHotLimit >= 0, $"OneHotLimit is {OneHotLimit}; give 0 or more levels.");
        violations.Require(LevelLimit is >= 2 and < 1 << 20, $"LevelLimit is {LevelLimit}; give 2 to {(1 << 20) - 1}.");
        for (var i = 0; i < (Kinds?.Count ?? 0); i++)
        {
            violations.Require(Enum.IsDefined(Kinds![i]), $"Kinds of column {i} is {(int)Kinds[i]}; name a member of ColumnKind.");
        }

        violations.ThrowIfAny();
    }
}
