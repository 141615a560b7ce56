namespace MLNetTuning.Sweepers.Spaces;

/// <summary>What a <see cref="ParameterValue"/> holds.</summary>
public enum ParameterValueKind
{
    /// <summary>A finite double.</summary>
    Float,

    /// <summary>A whole number.</summary>
    Integer,

    /// <summary>True or false.</summary>
    Boolean,

    /// <summary>A text, as choices have.</summary>
    Text,
}
