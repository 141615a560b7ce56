using MLNetTuning.Sweepers.Studies;

namespace MLNetTuning.Sweepers.Schedulers;

/// <summary>Decides how long trials run: which budget comes next, who is promoted, who stops.</summary>
/// <remarks>
/// One instance belongs to one study and holds its state. The study is the only caller and calls under its lock, so an
/// implementation needs no locks and must not block. The answers depend on the sequence of calls alone: a study read from a store
/// replays its trials in the order of their ids and stands where it stood. Values passed in are finite unless said otherwise.
/// </remarks>
public interface IScheduler
{
    /// <summary>The number of trials the whole plan hands out, known ahead; an upper bound when trials fail. Null means without end.</summary>
    int? PlannedTrials { get; }

    /// <summary>True when nothing more will be handed out, whatever the running trials bring.</summary>
    bool IsFinished { get; }

    /// <summary>The place to fill next, or null when nothing can start before a running trial ends. Changes nothing.</summary>
    TrialSlot? Next();

    /// <summary>The slot last answered has become this trial.</summary>
    /// <param name="trial">The trial that starts.</param>
    void Started(Trial trial);

    /// <summary>A running trial has an intermediate value.</summary>
    /// <param name="trial">The trial, the report included.</param>
    /// <param name="report">The step and its value; finite, because the study itself stops a trial that reports NaN or infinity.</param>
    TrialDecision Reported(Trial trial, TrialReport report);

    /// <summary>A trial has completed, stopped or failed; a failed one has no value and must never be promoted.</summary>
    /// <param name="trial">The trial that ended.</param>
    void Ended(Trial trial);

    /// <summary>The sampler has no configuration left: the plan goes on with those it has.</summary>
    void NoMoreConfigurations();
}
