namespace Microsoft.ML.AutoML;

/// <summary>One step.</summary>
internal sealed class NameExpression(string name) : PipelineExpression
{
    public override IEnumerable<string> Names() => name == Nothing ? [] : [name];

    public override PipelineExpression Rename(Func<string, PipelineExpression> rename) => name == Nothing ? this : rename(name);

    public override PipelineExpression Expand() => this;

    public override string ToString() => name;
}
