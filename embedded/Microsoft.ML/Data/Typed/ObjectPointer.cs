namespace Microsoft.ML.Data;

/// <summary>The object a typed row stands on.</summary>
internal sealed class ObjectPointer<TRow>
{
    public TRow Current = default!;
}
