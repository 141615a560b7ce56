using MLNetTuning.Sweepers.Spaces;

namespace MLNetTuning.Sweepers.Studies;

/// <summary>What a store keeps of a study besides its trials.</summary>
public sealed record StudyRecord
{
    /// <summary>The name, unique within a store.</summary>
    public required string Name { get; init; }

    /// <summary>Where trials are drawn from.</summary>
    public required SearchSpace Space { get; init; }

    /// <summary>Which values are good.</summary>
    public required ObjectiveDirection Direction { get; init; }

    /// <summary>The seed of every draw.</summary>
    public required long Seed { get; init; }

    /// <summary>The sweeper in words, its options included; a study goes on only under the same one.</summary>
    public required string Sweeper { get; init; }
}
