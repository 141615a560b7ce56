namespace Microsoft.ML.Transforms;

/// <summary>A token of an expression: its kind, where it starts, its text and, of a literal, its value.</summary>
internal readonly record struct ExpressionToken(ExpressionTokenKind Kind, int Position, string Text, object? Value = null)
{
    /// <summary>Whether this is the operator or word given.</summary>
    public bool Is(string text) => Kind == ExpressionTokenKind.Symbol && Text == text;
}
