namespace MLNetTuning.Trainers.Boosting.Growing;

/// <summary>A set of bins of one column, 256 bits.</summary>
internal readonly record struct BinSet(ulong First, ulong Second, ulong Third, ulong Fourth)
{
    public bool Contains(int bin) => ((Word(bin >> 6) >> (bin & 63)) & 1) != 0;

    public BinSet With(int bin)
    {
        var bit = 1UL << (bin & 63);
        return (bin >> 6) switch
        {
            0 => this with { First = First | bit },
            1 => this with { Second = Second | bit },
            2 => this with { Third = Third | bit },
            _ => this with { Fourth = Fourth | bit },
        };
    }

    private ulong Word(int index) => index switch { 0 => First, 1 => Second, 2 => Third, _ => Fourth };
}
