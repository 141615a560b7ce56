using MLNetTuning.Sweepers.Spaces;

namespace MLNetTuning.Sweepers.Samplers;

/// <summary>How fine the grid is and how much of it is tried.</summary>
public sealed class GridOptions
{
    /// <summary>The number of levels of a range, spread over its scale with both ends; 5 by default, at least 1. Choices give all their values.</summary>
    public int Levels { get; init; } = GridDefaults.Levels;

    /// <summary>The number of levels of single parameters, by name; none by default.</summary>
    public IReadOnlyDictionary<string, int> LevelsByParameter { get; init; } = new Dictionary<string, int>();

    /// <summary>At most this many points; 1000 by default. A larger grid is not cut off but thinned: the points tried are spread over it evenly.</summary>
    public int MaxTrials { get; init; } = GridDefaults.MaxTrials;

    /// <summary>The budget of every trial; 1 by default, above 0.</summary>
    public double Budget { get; init; } = GridDefaults.Budget;

    /// <summary>How many points the grid over a space has, the cap aside.</summary>
    /// <param name="space">The space.</param>
    /// <exception cref="ArgumentException">An option is not allowed, or the grid passes 2^62 points.</exception>
    public long CountPoints(SearchSpace space)
    {
        ArgumentNullException.ThrowIfNull(space);
        Validate();
        return new GridIndex(space, Levels, LevelsByParameter).Count;
    }

    internal void Validate()
    {
        var errors = new List<string>();
        Messages.Require(Levels is >= 1 and <= 10_000, errors, $"Levels is {Levels}. Allowed: 1 to 10000.");
        foreach (var (name, levels) in LevelsByParameter)
        {
            Messages.Require(levels is >= 1 and <= 10_000, errors, $"LevelsByParameter['{name}'] is {levels}. Allowed: 1 to 10000.");
        }

        Messages.Require(MaxTrials >= 1, errors, $"MaxTrials is {MaxTrials}. Allowed: at least 1.");
        Messages.Require(Budget > 0 && double.IsFinite(Budget), errors, $"Budget is {Messages.Number(Budget)}. Allowed: finite, above 0.");
        Messages.ThrowIfAny(nameof(GridOptions), errors);
    }
}
