using MLNetTuning.Sweepers.Schedulers;
using MLNetTuning.Sweepers.Spaces;

namespace MLNetTuning.Sweepers.Studies;

/// <summary>
/// A person's hand in a study, beside the workers that run it: pauses, continues, stops, changes and forks single trials. Needs the store and the study's name
/// only, so a console or another process can use it while the study runs elsewhere.
/// </summary>
/// <remarks>
/// A running trial is told at its next report, and does as its objective honours the answer; a trial that is paused or waits is changed at once. A changed or forked
/// trial is a new one with the old one as its parent: it goes on from the parent's newest checkpoint where its settings allow that, is handed out before anything new,
/// and is no part of the scheduler's plan. Settings are checked here as far as the store tells: a constraint that is a function is checked by the worker, which leaves
/// the trial as it is with the note <c>mlnettuning:refused</c>, or fails a new one that breaks it. Thread-safe.
/// </remarks>
public sealed class StudyHand
{
    private readonly IStudyStore _store;
    private readonly StudyRecord _study;
    private readonly TimeProvider _clock;

    /// <summary>A hand in a study of a store.</summary>
    /// <param name="store">The store.</param>
    /// <param name="study">The study's name.</param>
    /// <param name="clock">The clock of end times; the system's when null.</param>
    /// <exception cref="InvalidOperationException">The store has no study of that name.</exception>
    public StudyHand(IStudyStore store, string study, TimeProvider? clock = null)
        : this(store, study, null, clock ?? TimeProvider.System)
    {
    }

    internal StudyHand(IStudyStore store, string study, SearchSpace? space, TimeProvider clock)
    {
        ArgumentNullException.ThrowIfNull(store);
        _store = store;
        _clock = clock;
        _study = store.Find(study) ?? throw new InvalidOperationException($"The store has no study '{study}'. Allowed: the name of a study that was started.");
        _study = space is null ? _study : _study with { Space = space };
    }

    /// <summary>Sets a trial aside: its objective saves a checkpoint and gives its thread back, and nobody takes it up until <see cref="Resume"/>.</summary>
    /// <param name="trialId">A trial that has not ended.</param>
    /// <exception cref="InvalidOperationException">There is no such trial, or it has ended.</exception>
    public void Pause(int trialId) => Act(trialId, HandCommand.Pause, (transaction, trial) =>
    {
        if (trial.State == TrialState.Waiting)
        {
            // Only a lease can say "paused" in a store; this one is nobody's.
            transaction.Update(trial with { State = TrialState.Paused, Lease = trial.Lease ?? new TrialLease("by hand", transaction.Now) });
        }
    });

    /// <summary>Lets a paused trial go on, under its own id and from its own checkpoint: the next free worker takes it up. Takes back a pause not yet obeyed.</summary>
    /// <param name="trialId">A trial that has not ended.</param>
    /// <exception cref="InvalidOperationException">There is no such trial, or it has ended.</exception>
    public void Resume(int trialId)
    {
        Act(trialId, null, (transaction, trial) =>
        {
            if (trial.State == TrialState.Paused)
            {
                transaction.Update(trial with { State = TrialState.Waiting });
            }
        });
        _store.SetAttribute(_study.Name, trialId, HandCommand.Name, null);
    }

    /// <summary>Ends a trial before its budget, with its last value; without one it fails.</summary>
    /// <param name="trialId">A trial that has not ended.</param>
    /// <exception cref="InvalidOperationException">There is no such trial, or it has ended.</exception>
    public void Stop(int trialId) => Act(trialId, HandCommand.Stop, (transaction, trial) => transaction.Update(TrialCopies.Stopped(trial, _clock.GetUtcNow())));

    /// <summary>Ends a trial and goes on with other settings, in a new trial whose parent it is. Of a running one, the new trial comes when the old one has stopped.</summary>
    /// <param name="trialId">A trial that has not ended.</param>
    /// <param name="changes">The settings that change; the others stay.</param>
    /// <exception cref="ArgumentException">A change is unknown, not allowed or not active; the message lists every violation.</exception>
    /// <exception cref="InvalidOperationException">There is no such trial, or it has ended.</exception>
    public void ChangeSettings(int trialId, Configuration changes)
    {
        ArgumentNullException.ThrowIfNull(changes);
        Act(trialId, new HandCommand(TrialDecision.Stop, changes), (transaction, trial) =>
        {
            var settings = TrialCopies.Settings(_study.Space, trial.Configuration, changes);
            if (trial.State != TrialState.Running)
            {
                var all = transaction.Changes(0, []);
                transaction.Update(TrialCopies.Stopped(trial, _clock.GetUtcNow()));
                transaction.Add(TrialCopies.Make(trial, settings, all.Count, NextIndex(all), null));
            }
        }, whileRunning: true);
    }

    /// <summary>Starts a new trial from another one's newest checkpoint, which goes on as it was.</summary>
    /// <param name="trialId">A trial, ended or not.</param>
    /// <param name="changes">The settings that change; null, the default, for none.</param>
    /// <param name="budget">What the new trial may spend in all, at most the horizon; null, the default, means as much as the other.</param>
    /// <returns>The new trial's id.</returns>
    /// <exception cref="ArgumentException">A change or the budget is not allowed; the message lists every violation.</exception>
    /// <exception cref="InvalidOperationException">There is no such trial, or another program added it.</exception>
    public int Fork(int trialId, Configuration? changes = null, double? budget = null) => _store.Transact(_study.Name, transaction =>
    {
        var all = transaction.Changes(0, []);
        var source = Find(all, trialId);
        if (budget is double given && !(given > 0 && given <= source.Horizon))
        {
            throw new ArgumentException($"The budget is {Messages.Number(given)}. Allowed: above 0, at most the trial's horizon of {Messages.Number(source.Horizon)}.", nameof(budget));
        }

        var settings = TrialCopies.Settings(_study.Space, source.Configuration, changes ?? Configuration.Empty);
        transaction.Add(TrialCopies.Make(source, settings, all.Count, NextIndex(all), budget));
        return all.Count;
    });

    private static int NextIndex(IReadOnlyList<Trial> trials) => trials.Max(t => t.ConfigurationIndex) + 1;

    // What is running gets a note that its worker reads; what is not is changed here. Both look at the trial in a transaction first.
    private void Act(int trialId, HandCommand? command, Action<IStudyTransaction, Trial> work, bool whileRunning = false)
    {
        bool running = _store.Transact(_study.Name, transaction =>
        {
            var trial = Find(transaction.Changes(0, []), trialId);
            if (trial.HasEnded)
            {
                throw new InvalidOperationException($"Study '{_study.Name}': trial {trialId} is {trial.State.ToString().ToLowerInvariant()}. Allowed: a trial that has not ended. Fork it to go on from it.");
            }

            if (whileRunning || trial.State != TrialState.Running)
            {
                work(transaction, trial);
            }

            return trial.State == TrialState.Running;
        });
        if (running && command is not null)
        {
            _store.SetAttribute(_study.Name, trialId, HandCommand.Name, command.ToText());
        }
    }

    private Trial Find(IReadOnlyList<Trial> trials, int trialId) => trialId < 0 || trialId >= trials.Count
        ? throw new InvalidOperationException($"Study '{_study.Name}' has no trial {trialId}. It has {trials.Count}, counted from 0.")
        : trials[trialId].IsForeign
            ? throw new InvalidOperationException($"Study '{_study.Name}': another program added trial {trialId}, so it is that program's. Allowed: a trial of ours.")
            : trials[trialId];
}
