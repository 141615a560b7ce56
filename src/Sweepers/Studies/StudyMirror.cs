using MLNetTuning.Sweepers.Schedulers;
using MLNetTuning.Sweepers.Spaces;

namespace MLNetTuning.Sweepers.Studies;

/// <summary>
/// What one worker knows of a study: its trials, and the scheduler and sampler fed with them. Every worker that has applied the same trials, each new one and
/// each ended one in the order of ids, stands at the same place, whatever the batches they came in.
/// </summary>
internal sealed class StudyMirror(SearchSpace space, IScheduler scheduler, ConfigurationSource source, TrialRanking ranking)
{
    private readonly List<Trial> _trials = [];
    private readonly SortedSet<int> _open = [];
    private double? _horizon;

    public IReadOnlyList<Trial> Trials => _trials;

    /// <summary>The ids of trials that have not ended, ascending.</summary>
    public IReadOnlyCollection<int> Open => _open;

    public Trial? Best { get; private set; }

    /// <summary>Takes a trial in as it is now: a new one, or a change of a known one.</summary>
    public void Apply(Trial trial)
    {
        if (trial.Id > _trials.Count)
        {
            throw new InvalidOperationException($"The store has trial {trial.Id} but no trial {_trials.Count}. Ids run from 0 without gaps: the study's rows have been tampered with.");
        }

        trial = trial.IsForeign ? Adopt(trial) : trial;
        if (trial.Id == _trials.Count)
        {
            Start(trial);
        }
        else if (_trials[trial.Id].HasEnded)
        {
            return;
        }

        _trials[trial.Id] = trial;
        if (trial.HasEnded)
        {
            _open.Remove(trial.Id);
            Settle(trial);
        }
    }

    /// <summary>Keeps a picture of a trial whose standing with scheduler and sampler has not changed.</summary>
    public void Refresh(Trial trial) => _trials[trial.Id] = trial;

    private void Start(Trial trial)
    {
        source.Remember(trial);
        _trials.Add(trial);
        _open.Add(trial.Id);
        if (IsPlanned(trial))
        {
            _horizon ??= trial.Horizon;
            scheduler.Started(trial);
        }
    }

    private void Settle(Trial trial)
    {
        if (IsPlanned(trial))
        {
            scheduler.Ended(trial);
        }

        if (trial.Value is double value && (Best is null || IsBetter(trial, value)))
        {
            Best = trial;
        }
    }

    private static bool IsPlanned(Trial trial) => !trial.IsForeign && !trial.Slot.IsByHand;

    // What another program tried is not part of the plan; it was run as long as anything can be, as far as anyone knows.
    private Trial Adopt(Trial trial)
    {
        double horizon = _horizon ?? scheduler.Next()?.Horizon ?? 1;
        trial = trial with { Slot = new TrialSlot { Budget = horizon, Horizon = horizon }, ConfigurationIndex = -1 - trial.Id };
        if (trial.Value is null && trial.State is TrialState.Completed or TrialState.Stopped)
        {
            return trial with { State = TrialState.Failed, Error = trial.Error ?? "Another program ended the trial without a finite value." };
        }

        try
        {
            if (trial.Value is not null)
            {
                space.Validate(trial.Configuration);
            }

            return trial;
        }
        catch (ArgumentException e)
        {
            return trial with { State = TrialState.Failed, Value = null, Error = "Another program's trial is outside the search space and is not learnt from. " + e.Message };
        }
    }

    private bool IsBetter(Trial trial, double value) => ranking.IsBetter(value, Best!.Value!.Value)
        || (value == Best.Value!.Value && trial.Budget < Best.Budget);
}
