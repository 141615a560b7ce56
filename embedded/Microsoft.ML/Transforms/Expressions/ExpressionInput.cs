namespace Microsoft.ML.Transforms;

/// <summary>The value of a parameter of an expression for the current row or item.</summary>
internal abstract class ExpressionInput
{
    /// <summary>Reads the value of the current row.</summary>
    public abstract void Read();
}
