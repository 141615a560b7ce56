using MLNetTuning.Sweepers.Samplers;
using MLNetTuning.Sweepers.Spaces;
using MLNetTuning.Sweepers.Studies;

namespace MLNetTuning.Experiments.Sweeping;

/// <summary>What a sweeper did in an experiment, for a report.</summary>
/// <param name="Sweeper">The sweeper in words.</param>
/// <param name="Space">Where it drew from.</param>
/// <param name="Direction">Which values are good.</param>
/// <param name="ValueName">What its values are.</param>
/// <param name="Trials">Its trials; those of the portfolio are marked as made elsewhere.</param>
/// <param name="Boxes">The boxes of a coarse-to-fine search, one a round; empty for others.</param>
internal sealed record SweepTrace(
    string Sweeper, SearchSpace Space, ObjectiveDirection Direction, string ValueName, IReadOnlyList<Trial> Trials, IReadOnlyList<SearchBox> Boxes)
{
    public static SweepTrace Of(Study study, string valueName) => new(
        study.Sweeper.Description, study.Space, study.Direction, valueName, study.Trials, study.Sampler is CoarseToFineSampler sampler ? sampler.BoxesOf(study) : []);
}
