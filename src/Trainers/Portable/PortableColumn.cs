namespace MLNetTuning.Trainers.Portable;

/// <summary>One raw input column a portable model reads.</summary>
/// <param name="Name">The column's name; not empty.</param>
/// <param name="Kind">What it holds.</param>
/// <param name="Size">Values per row: 1 for a scalar, the length for a vector.</param>
public sealed record PortableColumn(string Name, PortableColumnKind Kind, int Size = 1)
{
    /// <summary>
    /// Whether the text that the numbers were learnt from writes them with a decimal comma (1.234,5). Default false. It changes nothing in the model;
    /// who reads new rows from text follows it where these rows do not say themselves.
    /// </summary>
    public bool DecimalComma { get; init; }
}
