using MLNetTuning.Sweepers.Schedulers;
using MLNetTuning.Sweepers.Spaces;

namespace MLNetTuning.Sweepers.Studies;

/// <summary>Trials made by hand from others: beside the plan, waiting to be handed out, going on from the other's checkpoint.</summary>
internal static class TrialCopies
{
    /// <summary>The settings of a copy: the source's with the changes laid over them.</summary>
    /// <exception cref="ArgumentException">A change is unknown, not allowed or not active; the message lists every violation.</exception>
    public static Configuration Settings(SearchSpace space, Configuration source, Configuration changes)
    {
        space.Complete(changes);
        var result = space.Build((parameter, _) =>
            changes.TryGet(parameter.Name, out var value) || source.TryGet(parameter.Name, out value) ? value : parameter.DefaultValue);
        var idle = changes.Names.Where(name => !result.Contains(name)).Select(name => $"'{name}' is not active under the other settings. Leave it out.");
        Messages.ThrowIfAny("The changes", [.. idle, .. Refusals(space, result)]);
        return result;
    }

    /// <summary>Why a configuration made by hand cannot be run; empty when it can.</summary>
    /// <remarks>
    /// A function cannot be stored: a hand that knows the study from its store alone leaves such a constraint to the worker that takes the trial up.
    /// </remarks>
    public static IReadOnlyList<string> Refusals(SearchSpace space, Configuration configuration) =>
    [
        .. space.Violations(configuration),
        .. space.Constraints.Where(c => c.IsKnown).Select(c => Broken(c, configuration)).OfType<string>(),
    ];

    /// <summary>The settings of a copy, or why the changes do not fit, as a note that another process wrote may not.</summary>
    public static (Configuration? Settings, string? Error) TrySettings(SearchSpace space, Configuration source, Configuration changes)
    {
        try
        {
            return (Settings(space, source, changes), null);
        }
        catch (ArgumentException e)
        {
            return (null, e.Message);
        }
    }

    /// <summary>A trial that is to go on from another one's checkpoint.</summary>
    public static Trial Make(Trial source, Configuration settings, int id, int configurationIndex, double? budget) => new()
    {
        Id = id,
        Configuration = settings,
        ConfigurationIndex = configurationIndex,
        Slot = source.Slot with { ParentId = source.Id, Budget = budget ?? source.Budget, IsByHand = true },
        State = TrialState.Waiting,
    };

    /// <summary>A trial that is not running, as stopped: by its last finite value, or failed where it has none.</summary>
    public static Trial Stopped(Trial trial, DateTimeOffset now)
    {
        double? value = trial.Reports.Select(r => (double?)r.Value).LastOrDefault(v => double.IsFinite(v!.Value));
        return value is null
            ? trial with { State = TrialState.Failed, Error = "It was stopped by hand before it had a value.", EndedAt = now }
            : trial with { State = TrialState.Stopped, Value = value, EndedAt = now };
    }

    private static string? Broken(Constraint constraint, Configuration configuration)
    {
        try
        {
            return constraint.Holds(configuration) ? null : $"the constraint '{constraint.Name}' does not hold. Change other settings with it.";
        }
        catch (InvalidOperationException e)
        {
            return e.Message;
        }
    }
}
