namespace Microsoft.ML.Transforms;

/// <summary>Kinds of tokens of an expression.</summary>
internal enum ExpressionTokenKind
{
    /// <summary>An operator, a parenthesis, a separator or a reserved word.</summary>
    Symbol,

    /// <summary>A name.</summary>
    Name,

    /// <summary>A number, a text or a truth value.</summary>
    Literal,

    /// <summary>The end of the expression.</summary>
    End,
}
