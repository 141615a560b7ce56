using MLNetTuning.Sweepers.Spaces;
using MLNetTuning.Sweepers.Studies;

namespace MLNetTuning.Sweepers.Schedulers;

/// <summary>What a scheduler is made for: one study.</summary>
/// <param name="Space">Where trials are drawn from.</param>
/// <param name="Direction">Which values are good.</param>
/// <param name="Seed">The study's seed: all randomness of a scheduler comes from it.</param>
public sealed record SchedulerContext(SearchSpace Space, ObjectiveDirection Direction, long Seed);
