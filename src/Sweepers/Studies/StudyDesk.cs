using MLNetTuning.Sweepers.Schedulers;

namespace MLNetTuning.Sweepers.Studies;

/// <summary>
/// One worker's way to a store that others may use too: every decision is made in a transaction that first takes in what the others have done.
/// Not thread-safe: the study's lock is held around every call.
/// </summary>
internal sealed class StudyDesk(StudyOptions options, IStudyStore store, StudyMirror mirror, IScheduler scheduler, ConfigurationSource source)
{
    private readonly Dictionary<int, long> _held = [];
    private readonly HashSet<int> _lost = [];
    private readonly HashSet<int> _stopped = [];
    private readonly HashSet<int> _aside = [];
    private readonly Dictionary<int, Func<Trial, Trial>> _unsent = [];
    private long _handedOut;

    /// <summary>The name this worker signs with.</summary>
    public string Owner { get; } = WorkerIdentity.Create(options.MachineName);

    /// <summary>The trials this worker runs, each with the number of its handing out.</summary>
    public IReadOnlyDictionary<int, long> Held => _held;

    /// <summary>The trials this worker ran until a person paused them: it gives signs of life for them until they are somebody else's.</summary>
    public IReadOnlyCollection<int> Aside => _aside;

    /// <summary>True when a trial is paused.</summary>
    public bool HasPaused => mirror.Open.Any(id => mirror.Trials[id] is { IsForeign: false, State: TrialState.Paused });

    /// <summary>True when a trial is left that some worker of ours runs, or that can be handed out again.</summary>
    public bool HasOpen => Others(null).Any(id => mirror.Trials[id] is { IsForeign: false, State: TrialState.Running or TrialState.Waiting });

    /// <summary>Takes in what others have changed.</summary>
    public void Refresh(CancellationToken token)
    {
        SendUnsent(token);
        store.Transact(options.Name, tx => Sync(tx, null), token);
    }

    public Trial? Ask(CancellationToken token)
    {
        SendUnsent(token);
        while (true)
        {
            var (written, handedOut) = store.Transact(options.Name, tx =>
            {
                Sync(tx, null);
                return Again(tx) ?? New(tx);
            }, token);
            if (written is not null)
            {
                mirror.Apply(written);
            }

            if (written is null || handedOut)
            {
                return handedOut ? Hold(written!) : null;
            }
        }
    }

    public (Trial Trial, IReadOnlyDictionary<string, string> Attributes) Report(int trialId, TrialReport report, CancellationToken token)
    {
        var trial = Running(trialId);
        if (store.Report(options.Name, trialId, Owner, report, token) is not { } attributes)
        {
            throw Lose(trialId);
        }

        trial = TrialReports.Add(trial, report) with { Attributes = attributes };
        mirror.Refresh(trial);
        return (trial, attributes);
    }

    /// <summary>Remembers that the scheduler stopped a trial: its value will be one of less than the whole budget.</summary>
    public void Stop(int trialId) => _stopped.Add(trialId);

    public void End(int trialId, double? value, string? error, CancellationToken token)
    {
        var state = error is not null ? TrialState.Failed : _stopped.Contains(trialId) ? TrialState.Stopped : TrialState.Completed;
        Write(trialId, trial => trial with { State = state, Value = value, Error = error }, token);
    }

    /// <summary>Leaves a trial that a person paused.</summary>
    public void SetAside(int trialId, CancellationToken token)
    {
        Write(trialId, trial => trial with { State = TrialState.Paused }, token);
        _aside.Add(trialId);
    }

    /// <summary>A trial this worker runs, with its notes as they are now.</summary>
    public Trial Look(int trialId)
    {
        var trial = Running(trialId) with { Attributes = store.GetAttributes(options.Name, trialId) };
        mirror.Refresh(trial);
        return trial;
    }

    public void Release(int trialId, CancellationToken token) => Write(trialId, trial => trial with { State = TrialState.Waiting }, token);

    public void SetAttribute(int trialId, string name, string? value)
    {
        store.SetAttribute(options.Name, trialId, name, value);
        var trial = mirror.Trials[trialId];
        mirror.Refresh(trial with { Attributes = TrialAttributes.With(trial.Attributes, name, value) });
    }

    /// <summary>Notes that the store has given trials of ours to somebody else; one that was given back and handed out again since is not meant.</summary>
    public void MarkLost(IEnumerable<int> trialIds, IReadOnlyDictionary<int, long> asked)
    {
        foreach (int id in trialIds)
        {
            if (_held.TryGetValue(id, out long now) && asked.TryGetValue(id, out long then) && now == then)
            {
                _lost.Add(id);
            }

            _aside.Remove(id);
        }
    }

    /// <summary>A trial this worker runs.</summary>
    public Trial Running(int id)
    {
        string state = id < 0 || id >= mirror.Trials.Count ? "unknown" : mirror.Trials[id].State.ToString().ToLowerInvariant();
        if (state == "running" && (_unsent.ContainsKey(id) || !_held.ContainsKey(id)))
        {
            state = _held.ContainsKey(id) ? "told already" : "running elsewhere";
        }

        return state != "running"
            ? throw new InvalidOperationException($"Study '{options.Name}': trial {id} is {state}. Allowed: a trial that Ask has handed out and that has not ended.")
            : _lost.Contains(id) ? throw Lose(id) : mirror.Trials[id];
    }

    private Trial Hold(Trial trial)
    {
        _held[trial.Id] = _handedOut++;
        _aside.Remove(trial.Id);
        return trial;
    }

    private bool Sync(IStudyTransaction tx, int? also)
    {
        foreach (var trial in tx.Changes(mirror.Trials.Count, [.. Others(also).Select(id => mirror.Trials[id])]))
        {
            mirror.Apply(trial);
        }

        return true;
    }

    // The open trials that may have moved behind this worker's back, ascending.
    private IEnumerable<int> Others(int? also) => mirror.Open.Where(id => id == also || !_held.ContainsKey(id));

    // What was given back or lost comes before anything new: the plan waits for it.
    private (Trial? Written, bool HandedOut)? Again(IStudyTransaction tx)
    {
        foreach (int id in Others(null).ToList())
        {
            var trial = mirror.Trials[id];
            if (trial is { State: TrialState.Running, Lease: { } own } && own.Owner == Owner)
            {
                // Handed out by a transaction that was kept although its answer never came.
                return (trial, true);
            }

            bool waits = trial is { State: TrialState.Waiting, IsForeign: false };
            bool left = trial is { State: TrialState.Running, IsForeign: false } && IsLeft(trial.Lease, tx.Now);
            int attempt = (trial.Lease?.Attempt ?? 1) + (left ? 1 : 0);
            if (left && attempt > options.MaxAttempts)
            {
                var failed = trial with
                {
                    State = TrialState.Failed,
                    Error = $"Its worker was lost {options.MaxAttempts} times.",
                    EndedAt = options.Clock.GetUtcNow(),
                };
                tx.Update(failed);
                return (failed, false);
            }

            if (waits && trial.Slot.IsByHand && TrialCopies.Refusals(source.Space, trial.Configuration) is [var refusal, ..])
            {
                // Made by a hand that had the store only: here the space is known whole.
                var refused = trial with { State = TrialState.Failed, Error = "Made by hand with settings that are not allowed: " + refusal, EndedAt = options.Clock.GetUtcNow() };
                tx.Update(refused);
                return (refused, false);
            }

            if ((waits || left) && tx.Claim(trial, Lease(tx, attempt), options.Clock.GetUtcNow()) is { } claimed)
            {
                return (claimed, true);
            }
        }

        return null;
    }

    private static bool IsLeft(TrialLease? lease, DateTimeOffset now) => lease is null || lease.Until <= now || WorkerIdentity.IsGone(lease.Owner);

    private (Trial? Written, bool HandedOut) New(IStudyTransaction tx)
    {
        if (scheduler.Next() is not { } slot)
        {
            return (null, false);
        }

        if (Start(tx, slot) is { } trial)
        {
            return (trial, true);
        }

        // The sampler has run out. What is left of the plan is promotions, at once or when running trials end.
        scheduler.NoMoreConfigurations();
        var promoted = scheduler.Next() is { ParentId: not null } promotion ? Start(tx, promotion) : null;
        return (promoted, promoted is not null);
    }

    private Trial? Start(IStudyTransaction tx, TrialSlot slot)
    {
        var parent = slot.ParentId is int id ? mirror.Trials[id] : null;
        if ((slot.Configuration ?? parent?.Configuration ?? source.Draw(mirror.Trials)) is not { } configuration)
        {
            return null;
        }

        var trial = new Trial
        {
            Id = mirror.Trials.Count,
            Configuration = configuration,
            ConfigurationIndex = parent is null || slot.Configuration is not null ? source.NextIndex : parent.ConfigurationIndex,
            // Kept once, as the trial's own.
            Slot = slot with { Configuration = null },
            StartedAt = options.Clock.GetUtcNow(),
            Lease = Lease(tx, 1),
        };
        tx.Add(trial);
        return trial;
    }

    private TrialLease Lease(IStudyTransaction tx, int attempt) => new(Owner, tx.Now + options.LeaseTime, attempt);

    // A person gave a running trial other settings: it ends, and the one that goes on from it comes in the same breath.
    private void GoOnChanged(IStudyTransaction tx, Trial ended)
    {
        if (ended.HasEnded && HandCommand.Of(ended.Attributes)?.Changes is { } changes && TrialCopies.TrySettings(source.Space, ended.Configuration, changes).Settings is { } settings)
        {
            tx.Add(TrialCopies.Make(ended, settings, mirror.Trials.Count, source.NextIndex, null));
        }
    }

    private void Write(int trialId, Func<Trial, Trial> change, CancellationToken token)
    {
        Running(trialId);
        var ended = options.Clock.GetUtcNow();
        Func<Trial, Trial> timed = trial => change(trial) is { HasEnded: true } done ? done with { EndedAt = ended } : change(trial);
        try
        {
            SendUnsent(token);
            Send(trialId, timed, token);
        }
        catch (StudyStoreLostException)
        {
            // What was worked for is sent with the next word to the store; until then the lease is kept up.
            _unsent[trialId] = timed;
            throw;
        }
    }

    private void Send(int trialId, Func<Trial, Trial> change, CancellationToken token)
    {
        var written = store.Transact(options.Name, tx =>
        {
            Sync(tx, trialId);
            var now = mirror.Trials[trialId];
            if (now.Lease?.Owner != Owner)
            {
                return null;
            }

            if (now.State != TrialState.Running)
            {
                // Written by a transaction that was kept although its answer never came.
                return now;
            }

            var changed = change(now);
            tx.Update(changed);
            GoOnChanged(tx, changed);
            return changed;
        }, token) ?? throw Lose(trialId);
        mirror.Apply(written);
        Drop(trialId);
        if (written.State != TrialState.Waiting && written.Attributes.ContainsKey(HandCommand.Name))
        {
            // Obeyed.
            SetAttribute(trialId, HandCommand.Name, null);
        }
    }

    private void SendUnsent(CancellationToken token)
    {
        foreach (int id in _unsent.Keys.Order().ToList())
        {
            try
            {
                Send(id, _unsent[id], token);
            }
            catch (TrialLostException)
            {
                // Another worker took the trial over while the store was away: it is that one's to end.
            }
        }
    }

    private TrialLostException Lose(int trialId)
    {
        Drop(trialId);
        return new TrialLostException(
            $"Study '{options.Name}': this worker no longer has trial {trialId}: its lease ran out without a sign of life, and the trial has been given to another. "
            + "What is handed in for it now is not kept. Give StudyOptions.LeaseTime more than the longest time this process may stand still.");
    }

    private void Drop(int trialId)
    {
        _held.Remove(trialId);
        _lost.Remove(trialId);
        _stopped.Remove(trialId);
        _unsent.Remove(trialId);
    }
}
