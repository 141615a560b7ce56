namespace MLNetTuning.Trainers.Encoding;

/// <summary>What a column of features is to a network.</summary>
public enum ColumnKind
{
    /// <summary>A category when it has at most two values, else numeric.</summary>
    Auto,

    /// <summary>A number, scaled.</summary>
    Numeric,

    /// <summary>A code: each value is a level of its own.</summary>
    Category,

    /// <summary>Not read at all.</summary>
    LeftOut,
}
