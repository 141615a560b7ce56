using MLNetTuning.Sweepers.Schedulers;
using MLNetTuning.Sweepers.Spaces;

namespace MLNetTuning.Sweepers.Studies;

/// <content>A person's hand, beside the trials that run side by side. See <see cref="StudyHand"/> for the same from another process.</content>
public sealed partial class Study
{
    /// <summary>Sets a trial aside; see <see cref="StudyHand.Pause"/>.</summary>
    /// <param name="trialId">A trial that has not ended.</param>
    /// <exception cref="InvalidOperationException">There is no such trial, or it has ended.</exception>
    public void Pause(int trialId) => ByHand(hand => hand.Pause(trialId));

    /// <summary>Lets a paused trial go on; see <see cref="StudyHand.Resume"/>.</summary>
    /// <param name="trialId">A trial that has not ended.</param>
    /// <exception cref="InvalidOperationException">There is no such trial, or it has ended.</exception>
    public void Resume(int trialId) => ByHand(hand => hand.Resume(trialId));

    /// <summary>Ends a trial before its budget; see <see cref="StudyHand.Stop"/>.</summary>
    /// <param name="trialId">A trial that has not ended.</param>
    /// <exception cref="InvalidOperationException">There is no such trial, or it has ended.</exception>
    public void Stop(int trialId) => ByHand(hand => hand.Stop(trialId));

    /// <summary>Ends a trial and goes on with other settings in a new one; see <see cref="StudyHand.ChangeSettings"/>.</summary>
    /// <param name="trialId">A trial that has not ended.</param>
    /// <param name="changes">The settings that change; the others stay.</param>
    /// <exception cref="ArgumentException">A change is unknown, not allowed or not active; the message lists every violation.</exception>
    /// <exception cref="InvalidOperationException">There is no such trial, or it has ended.</exception>
    public void ChangeSettings(int trialId, Configuration changes) => ByHand(hand => hand.ChangeSettings(trialId, changes));

    /// <summary>Starts a new trial from another one's newest checkpoint; see <see cref="StudyHand.Fork"/>.</summary>
    /// <param name="trialId">A trial, ended or not.</param>
    /// <param name="changes">The settings that change; null, the default, for none.</param>
    /// <param name="budget">What the new trial may spend in all, at most the horizon; null, the default, means as much as the other.</param>
    /// <returns>The new trial's id.</returns>
    /// <exception cref="ArgumentException">A change or the budget is not allowed; the message lists every violation.</exception>
    public int Fork(int trialId, Configuration? changes = null, double? budget = null)
    {
        int id = -1;
        ByHand(hand => id = hand.Fork(trialId, changes, budget));
        return id;
    }

    /// <summary>What a person wants of a running trial: asks without a value, between reports. Reads the store.</summary>
    /// <param name="trialId">A running trial.</param>
    /// <exception cref="InvalidOperationException">The trial is not running.</exception>
    public TrialDecision Check(int trialId)
    {
        lock (_gate)
        {
            return Obey(_desk.Look(trialId), TrialDecision.Continue);
        }
    }

    /// <summary>Leaves a trial that <see cref="Report"/> answered <see cref="TrialDecision.Pause"/> for: its thread is free, and <see cref="Resume"/> brings it back.</summary>
    /// <remarks>For a loop of one's own; in <see cref="Run"/> the objective throws <see cref="TrialPausedException"/> instead.</remarks>
    /// <param name="trialId">A running trial.</param>
    /// <exception cref="InvalidOperationException">The trial is not running.</exception>
    public void SetAside(int trialId) => SetAside(trialId, CancellationToken.None);

    /// <summary>Whether nothing can be done before a person resumes a trial.</summary>
    internal bool IsHeldUp
    {
        get
        {
            lock (_gate)
            {
                return _desk.HasPaused;
            }
        }
    }

    internal void SetAside(int trialId, CancellationToken token)
    {
        lock (_gate)
        {
            _desk.SetAside(trialId, token);
            KeepLeases();
            _listeners.Ended(_mirror.Trials[trialId]);
            _listeners.Ended(_mirror.Trials[trialId]);
        }
    }

    // The scheduler's own stop is stronger than a person's pause: there is nothing to come back to.
    private TrialDecision Obey(Trial trial, TrialDecision decision)
    {
        if (decision != TrialDecision.Stop && HandCommand.Of(trial.Attributes) is { } command)
        {
            string? error = command.Changes is { } changes ? TrialCopies.TrySettings(Space, trial.Configuration, changes).Error : null;
            decision = error is null ? command.Decision : Refuse(trial.Id, error, decision);
        }

        if (decision == TrialDecision.Stop)
        {
            _desk.Stop(trial.Id);
        }

        return decision;
    }

    // The trial goes on as it was, and says why where a person will look.
    private TrialDecision Refuse(int trialId, string error, TrialDecision decision)
    {
        _desk.SetAttribute(trialId, HandCommand.RefusedName, error);
        _desk.SetAttribute(trialId, HandCommand.Name, null);
        return decision;
    }

    private void ByHand(Action<StudyHand> act)
    {
        lock (_gate)
        {
            act(new StudyHand(_store, Name, Space, _options.Clock));
            _desk.Refresh(CancellationToken.None);
        }
    }

    private void KeepLeases() => _leases?.Set(_desk.Held.Count + _desk.Aside.Count > 0);
}
