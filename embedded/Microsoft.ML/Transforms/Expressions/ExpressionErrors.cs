namespace Microsoft.ML.Transforms;

/// <summary>Errors in expressions.</summary>
internal static class ExpressionErrors
{
    public static ArgumentOutOfRangeException At(string expression, int position, string what)
    {
        const int Most = 40;
        var start = Math.Clamp(position, 0, expression.Length);
        var near = expression.Length - start > Most ? expression.Substring(start, Most) + "..." : expression[start..];
        return new ArgumentOutOfRangeException(nameof(expression), $"The expression is not valid at character {position + 1} ('{near}'): {what}.");
    }
}
