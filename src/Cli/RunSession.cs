using MLNetTuning.Sweepers.Studies;

namespace MLNetTuning.Cli;

/// <summary>What one session of a run has of its own.</summary>
internal sealed record RunSession
{
    /// <summary>The store's URL with its password; null for the folder's own study.</summary>
    public string? StudyUrl { get; init; }

    /// <summary>Whether it goes on with what earlier sessions did.</summary>
    public bool IsResumed { get; init; }

    /// <summary>Trials of another run, whose best are tried first.</summary>
    public IReadOnlyList<Trial> Earlier { get; init; } = [];
}
