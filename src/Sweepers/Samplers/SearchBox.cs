namespace MLNetTuning.Sweepers.Samplers;

/// <summary>The part of a space that a round of coarse-to-fine search draws from.</summary>
/// <param name="Round">The round, from 0; round 0 has the whole space.</param>
/// <param name="Sides">One side per parameter, in the order of the space.</param>
public sealed record SearchBox(int Round, IReadOnlyList<BoxSide> Sides)
{
    /// <summary>The box as a report would say it, one parameter a line.</summary>
    public override string ToString() => string.Join("\n", Sides);
}
