using MLNetTuning.Sweepers.Spaces;

namespace MLNetTuning.Sweepers.Studies;

/// <summary>What a study is called, what it looks for, where it is kept and what it starts from.</summary>
public sealed class StudyOptions
{
    /// <summary>The name within the store; "study" by default. A store that has it goes on with it.</summary>
    public string Name { get; init; } = StudyDefaults.Name;

    /// <summary>Which values are good; minimize by default.</summary>
    public ObjectiveDirection Direction { get; init; } = StudyDefaults.Direction;

    /// <summary>The seed of every draw; 0 by default. Same seed, same configurations.</summary>
    public long Seed { get; init; } = StudyDefaults.Seed;

    /// <summary>Where trials are kept; null, the default, means in memory.</summary>
    public IStudyStore? Store { get; init; }

    /// <summary>
    /// Configurations tried before the sampler draws any: defaults, a portfolio, the best of an earlier study. What one leaves out is filled
    /// with defaults; repeats are dropped. None by default.
    /// </summary>
    public IReadOnlyList<Configuration> InitialConfigurations { get; init; } = [];

    /// <summary>The clock of start and end times; the system's by default.</summary>
    public TimeProvider Clock { get; init; } = TimeProvider.System;

    /// <summary>
    /// How long the other workers of a shared store wait for a sign of life before they take a trial over; 60 seconds by default, 100 milliseconds to 7 days.
    /// Signs of life are given three times as often. Not used when the store is in memory and the study's own.
    /// </summary>
    public TimeSpan LeaseTime { get; init; } = StudyDefaults.LeaseTime;

    /// <summary>How many workers may die over one trial before it fails; 3 by default, at least 1. Trials that were given back are not counted.</summary>
    public int MaxAttempts { get; init; } = StudyDefaults.MaxAttempts;

    /// <summary>
    /// The name of this machine in leases; null, the default, means the system's. Workers under the system's name see a dead process of their own machine
    /// at once; under any other name its lease has to run out.
    /// </summary>
    public string? MachineName { get; init; }

    /// <summary>Who hears what happens to the trials of this worker, while it happens: a tracker, a progress display. None by default.</summary>
    public IReadOnlyList<IStudyListener> Listeners { get; init; } = [];

    internal void Validate()
    {
        var errors = new List<string>();
        Messages.Require(!string.IsNullOrWhiteSpace(Name) && Name.Length <= 512, errors, $"Name is '{Name}'. Allowed: 1 to 512 characters, not all blank.");
        Messages.Require(Enum.IsDefined(Direction), errors, $"Direction is {(int)Direction}. Allowed: Minimize, Maximize.");
        Messages.Require(InitialConfigurations is not null && InitialConfigurations.All(c => c is not null), errors, "InitialConfigurations is or contains null. Leave it empty instead.");
        Messages.Require(Listeners is not null && Listeners.All(l => l is not null), errors, "Listeners is or contains null. Leave it empty instead.");
        Messages.Require(Clock is not null, errors, "Clock is null. Leave it at TimeProvider.System instead.");
        Messages.Require(LeaseTime >= TimeSpan.FromMilliseconds(100) && LeaseTime <= TimeSpan.FromDays(7), errors,
            $"LeaseTime is {LeaseTime.ToString("c", System.Globalization.CultureInfo.InvariantCulture)}. Allowed: 100 milliseconds to 7 days.");
        Messages.Require(MaxAttempts >= 1, errors, $"MaxAttempts is {MaxAttempts}. Allowed: at least 1.");
        Messages.Require(MachineName is null || (MachineName.Trim().Length > 0 && !MachineName.Contains('/', StringComparison.Ordinal)), errors,
            $"MachineName is '{MachineName}'. Allowed: not blank and without '/', or null for the system's.");
        Messages.ThrowIfAny(nameof(StudyOptions), errors);
    }
}
