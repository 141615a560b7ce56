using MLNetTuning.Experiments.Families;

namespace MLNetTuning.Experiments.Running;

/// <summary>A configuration being fitted, split by split. Used under the engine's lock.</summary>
/// <param name="id">Its number.</param>
/// <param name="plan">What is tried.</param>
/// <param name="all">The splits there are.</param>
internal sealed class CandidateRun(int id, PlannedCandidate plan, int all)
{
    private readonly FoldFit?[] _fits = new FoldFit?[plan.Splits ?? all];
    private int _next;
    private int _running;

    public int Id { get; } = id;

    public PlannedCandidate Plan => plan;

    public Candidate Candidate { get; set; } = plan.Candidate;

    /// <summary>Whether it has only to show what it promises, and makes no model.</summary>
    public bool IsPart => plan.Share < 1 || _fits.Length < all;

    /// <summary>Core seconds spent so far.</summary>
    public double Seconds { get; set; }

    /// <summary>Whether it will go on as another run of the same trial, which is listed in its place.</summary>
    public bool GoesOn { get; set; }

    public string? Error { get; private set; }

    public bool WasGivenUp { get; private set; }

    /// <summary>Whether only the first split may run until it has been compared.</summary>
    public bool IsWaiting { get; private set; } = plan.IsRaced && (plan.Splits ?? all) > 1;

    /// <summary>Whether its length has still to be planned by a measurement.</summary>
    public bool IsUnplanned { get; set; } = plan.NeedsPlanning;

    public bool IsPlanning { get; set; }

    public bool HasEnded => _running == 0 && (Error is not null || WasGivenUp || _fits.All(fit => fit is not null));

    public bool IsWhole => _fits.All(fit => fit is not null);

    public IReadOnlyList<FoldFit> Fits => [.. _fits.Select(fit => fit!)];

    public bool HasFirst => _fits[0] is not null;

    public FoldFit First => _fits[0]!;

    /// <summary>Takes the next split to fit.</summary>
    public bool TryTake(out int split)
    {
        split = _next;
        if (Error is not null || WasGivenUp || IsUnplanned || _next == _fits.Length || (IsWaiting && _next > 0))
        {
            return false;
        }

        _next++;
        _running++;
        return true;
    }

    /// <summary>Elapsed seconds after which the fit of a split ends with what it has: it may take an even part of what its configuration has left, as splits that are cut short are worth little.</summary>
    /// <param name="split">The split; those behind it are still to be fitted.</param>
    /// <param name="now">Elapsed seconds.</param>
    /// <param name="workers">Fits side by side.</param>
    public double EndOf(int split, double now, int workers) => now + (Math.Max(0, plan.SoftEnd - now) * Math.Min(1, workers / (double)(_fits.Length - split)));

    public void Succeed(int split, FoldFit fit)
    {
        _running--;
        _fits[split] = fit;
    }

    public void Fail(string error)
    {
        _running--;
        Error ??= error;
    }

    public void FailPlanning(string error) => Error ??= error;

    /// <summary>Ends the wait: the other splits follow, or none.</summary>
    public void Decide(bool goesOn) => (IsWaiting, WasGivenUp) = (!goesOn, !goesOn || WasGivenUp);

    public void GiveUp() => WasGivenUp = true;
}
