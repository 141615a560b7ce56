using System.Globalization;
using MLNetTuning.Experiments.Running;
using MLNetTuning.Sweepers.Samplers;
using MLNetTuning.Sweepers.Studies;

namespace MLNetTuning.Experiments.Sweeping;

/// <summary>What a sweeper did in an experiment, for a report: numbers and texts only.</summary>
/// <param name="Sweeper">The sweeper in words.</param>
/// <param name="ValueName">What its values are.</param>
/// <param name="HigherIsBetter">Which of them are good.</param>
/// <param name="Steps">Its trials, in the order they started.</param>
/// <param name="Rounds">The boxes of a coarse-to-fine search; empty for others.</param>
internal sealed record SweepTrace(string Sweeper, string ValueName, bool HigherIsBetter, IReadOnlyList<SweepStep> Steps, IReadOnlyList<SweepRound> Rounds)
{
    public static SweepTrace Of(Study study, string valueName)
    {
        var best = study.Best?.Configuration;
        var boxes = study.Sampler is CoarseToFineSampler sampler ? sampler.Boxes.Count > 0 ? sampler.Boxes : sampler.BoxesOf(study) : [];
        return new SweepTrace(
            study.Sweeper.Description, valueName, study.Direction == ObjectiveDirection.Maximize, [.. study.Trials.Select(Step)],
            [.. boxes.Select(box => new SweepRound(box.Round, [.. box.Sides.Select(side => Side(side))]))]);

        SweepSide Side(BoxSide side) => new(
            side.Parameter.Name, side.Low, side.High, side.Choices is null ? Text(side.LowValue) : string.Empty, side.Choices is null ? Text(side.HighValue) : string.Empty)
        {
            Values = side.Choices is { } choices ? [.. choices.Select(Text)] : null,
            IsAtEdge = side.AtEdge,
            Best = best is not null && side.Choices is null && best.TryGet(side.Parameter.Name, out var value) ? side.Parameter.ToUnit(value) : null,
        };
    }

    private static SweepStep Step(Trial trial) => new(trial.Id, trial.Configuration.GetString(CandidateSpace.Family), trial.Configuration.ToString(), trial.IsForeign ? 1 : SweepTrial.ShareOf(trial))
    {
        Bracket = trial.Bracket,
        Parent = trial.ParentId,
        Value = trial.Value,
        State = trial.State,
        IsAdopted = trial.IsForeign,
        StoppedAt = trial.State == TrialState.Stopped && trial.Reports.Count > 0 ? trial.Reports[^1].Step / trial.Horizon : null,
    };

    private static string Text(MLNetTuning.Sweepers.Spaces.ParameterValue value) =>
        value.IsNumber ? value.ToDouble().ToString("G3", CultureInfo.InvariantCulture) : value.ToString();
}
