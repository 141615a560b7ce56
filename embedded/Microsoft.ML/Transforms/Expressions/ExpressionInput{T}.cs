namespace Microsoft.ML.Transforms;

/// <summary>The value of a parameter of an expression; without a getter it is set from outside, item by item.</summary>
internal sealed class ExpressionInput<T>(ValueGetter<T>? getter) : ExpressionInput
{
    public T Value = default!;

    public override void Read() => getter?.Invoke(ref Value);
}
