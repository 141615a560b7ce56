namespace Microsoft.ML.SearchSpace;

/// <summary>
/// What a <see cref="Parameter"/> holds; each kind has its own JSON token.
/// </summary>
public enum ParameterType
{
    /// <summary>A whole number.</summary>
    Integer = 0,

    /// <summary>A floating-point number.</summary>
    Number = 1,

    /// <summary>A truth value.</summary>
    Bool = 2,

    /// <summary>A text, or the name of an enumeration value.</summary>
    String = 3,

    /// <summary>Named parameters.</summary>
    Object = 4,

    /// <summary>A sequence of values.</summary>
    Array = 5,
}
