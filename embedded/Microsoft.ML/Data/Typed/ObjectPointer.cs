namespace Microsoft.ML.Data;

/// <summary>The object a typed row stands on.</summary>
internal sealed class ObjectPointer<TRow>
{
    public TRow Current = default!;

    /// <summary>Number of the object, from 0: what is computed once a row is computed anew when it changes.</summary>
    public long Position = -1;

    public void MoveTo(TRow row)
    {
        Current = row;
        Position++;
    }
}
