namespace Microsoft.ML.AutoML;

/// <summary>
/// Which pipelines a sweepable pipeline stands for: names joined by <c>*</c> (one after the other) and <c>+</c> (one of), with parentheses.
/// </summary>
internal abstract class PipelineExpression
{
    /// <summary>The name of a step that does nothing.</summary>
    public const string Nothing = "Nil";

    public static PipelineExpression Parse(string text) => new PipelineExpressionParser(text).Parse();

    /// <summary>The names of all steps, from left to right.</summary>
    public abstract IEnumerable<string> Names();

    /// <summary>The same expression with every name replaced.</summary>
    public abstract PipelineExpression Rename(Func<string, PipelineExpression> rename);

    /// <summary>The expression multiplied out: a sum of products.</summary>
    public abstract PipelineExpression Expand();

    public abstract override string ToString();

    /// <summary>The products of the expanded expression, each one pipeline.</summary>
    public IEnumerable<PipelineExpression> Terms() => Split(Expand());

    private static IEnumerable<PipelineExpression> Split(PipelineExpression expression)
        => expression is OneOfExpression sum ? Split(sum.Left).Concat(Split(sum.Right)) : [expression];
}
