namespace MLNetTuning.Experiments.Features;

/// <summary>What a column is taken for.</summary>
internal enum FeatureKind
{
    /// <summary>Numbers, or vectors of them.</summary>
    Number,

    /// <summary>Words of a list short enough to know each.</summary>
    Category,

    /// <summary>Words of a long list: what counts is how often each came and what the label was then.</summary>
    ManyCategories,

    /// <summary>Dates, with or without times.</summary>
    Date,

    /// <summary>Free text.</summary>
    Text,

    /// <summary>Nothing to learn from.</summary>
    None,
}
