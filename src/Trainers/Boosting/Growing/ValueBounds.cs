namespace MLNetTuning.Trainers.Boosting.Growing;

/// <summary>The values a leaf may take so that no monotone column is broken.</summary>
internal readonly record struct ValueBounds(double Low, double High)
{
    public static readonly ValueBounds Free = new(double.NegativeInfinity, double.PositiveInfinity);

    public bool IsFree => double.IsNegativeInfinity(Low) && double.IsPositiveInfinity(High);

    public double Clamp(double value) => Math.Clamp(value, Low, High);

    /// <summary>The bounds of the two children of a split: values of one side stay below, those of the other above the middle.</summary>
    public (ValueBounds Left, ValueBounds Right) Part(int direction, double left, double right)
    {
        var middle = (left + right) / 2;
        var (below, above) = (this with { High = middle }, this with { Low = middle });
        return direction switch { > 0 => (below, above), < 0 => (above, below), _ => (this, this) };
    }
}
