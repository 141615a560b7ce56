namespace Microsoft.ML.Transforms;

/// <summary>One column made by an expression.</summary>
internal sealed record ExpressionColumn(string Output, string[] Inputs, string Text)
{
    /// <summary>The most columns an expression can read.</summary>
    public const int MostInputs = 5;
}
