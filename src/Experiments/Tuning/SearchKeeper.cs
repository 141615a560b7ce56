using MLNetTuning.Sweepers.Studies;

namespace MLNetTuning.Experiments.Tuning;

/// <summary>A study and its book.</summary>
/// <param name="Study">The study.</param>
/// <param name="Book">Its trials' checkpoints and numbers.</param>
internal sealed record SearchKeeper(Study Study, TrialBook Book);
