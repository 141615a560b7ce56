namespace Microsoft.ML.AutoML;

/// <summary>One after the other.</summary>
internal sealed class SequenceExpression(PipelineExpression left, PipelineExpression right) : PipelineExpression
{
    public override IEnumerable<string> Names() => left.Names().Concat(right.Names());

    public override PipelineExpression Rename(Func<string, PipelineExpression> rename) => new SequenceExpression(left.Rename(rename), right.Rename(rename));

    // The order of the products decides which coordinate stands for which pipeline, so it is part of the meaning:
    // the two halves of the left sum are taken in turn with the two halves of the right one, down to single products.
    public override PipelineExpression Expand() => Product(left.Expand(), right.Expand());

    public override string ToString() => $"{Text(left)} * {Text(right)}";

    private static PipelineExpression Product(PipelineExpression left, PipelineExpression right) => (left, right) switch
    {
        (OneOfExpression a, OneOfExpression b) => Sum(Product(a.Left, b.Left), Product(a.Left, b.Right), Product(a.Right, b.Left), Product(a.Right, b.Right)),
        (OneOfExpression a, _) => Sum(Product(a.Left, right), Product(a.Right, right)),
        (_, OneOfExpression b) => Sum(Product(left, b.Left), Product(left, b.Right)),
        _ => new SequenceExpression(left, right),
    };

    private static PipelineExpression Sum(params PipelineExpression[] terms)
        => terms.Aggregate((all, next) => new OneOfExpression(all, next));

    private static string Text(PipelineExpression part) => part is OneOfExpression ? $"({part})" : part.ToString();
}
