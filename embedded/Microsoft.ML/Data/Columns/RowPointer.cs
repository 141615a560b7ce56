namespace Microsoft.ML.Data;

/// <summary>The row a cursor stands on, shared by the getters of its columns.</summary>
internal sealed class RowPointer
{
    public int Row = -1;
}
