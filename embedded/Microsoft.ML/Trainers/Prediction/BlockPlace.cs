namespace Microsoft.ML.Data;

/// <summary>The row of a block that the reader is at.</summary>
internal sealed class BlockPlace
{
    internal int Row { get; set; } = -1;
}
