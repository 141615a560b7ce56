namespace Microsoft.ML.Data;

/// <summary>Values of a scalar column.</summary>
internal sealed class ScalarPart<T>(T[] values) : ColumnPart
{
    public T[] Values => values;

    public override int Count => values.Length;
}
