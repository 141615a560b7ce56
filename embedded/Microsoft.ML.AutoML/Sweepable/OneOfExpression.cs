namespace Microsoft.ML.AutoML;

/// <summary>One of two.</summary>
internal sealed class OneOfExpression(PipelineExpression left, PipelineExpression right) : PipelineExpression
{
    public PipelineExpression Left => left;

    public PipelineExpression Right => right;

    public override IEnumerable<string> Names() => left.Names().Concat(right.Names());

    public override PipelineExpression Rename(Func<string, PipelineExpression> rename) => new OneOfExpression(left.Rename(rename), right.Rename(rename));

    public override PipelineExpression Expand() => new OneOfExpression(left.Expand(), right.Expand());

    public override string ToString() => $"{left} + {right}";
}
