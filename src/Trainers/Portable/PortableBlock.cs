namespace MLNetTuning.Trainers.Portable;

/// <summary>The values of one column for a run of rows: numbers or texts, row by row.</summary>
internal sealed class PortableBlock(int size)
{
    public int Size { get; } = size;

    public float[]? Numbers { get; init; }

    public ReadOnlyMemory<char>[]? Texts { get; init; }
}
