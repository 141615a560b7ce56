namespace MLNetTuning.Estimators;

/// <summary>What a trial may spend and where its state is kept; estimators of this library that are fitted inside its scope follow it.</summary>
/// <remarks>
/// The scope is ambient because ML.NET offers no way to hand anything to an estimator inside a pipeline. It flows with async calls and into tasks
/// started inside it, and not into other trials. An estimator trains to <see cref="Budget"/> with its schedules running to <see cref="Horizon"/>,
/// goes on from the checkpoint under <see cref="CheckpointKey"/> when there is one, and leaves its own there at the end.
/// </remarks>
public sealed class TrialContext
{
    private static readonly AsyncLocal<TrialContext?> Ambient = new();

    /// <summary>The innermost context entered, or null outside of any.</summary>
    public static TrialContext? Current => Ambient.Value;

    /// <summary>Train to this many epochs or trees in all, counted from the start of the trial; above 0, or 0 (the default) for the estimator's own setting.</summary>
    public double Budget { get; init; }

    /// <summary>The largest budget the trial may ever get, to which schedules run; 0 (the default) for the estimator's own setting.</summary>
    public double Horizon { get; init; }

    /// <summary>Where checkpoints are kept, or null (the default) to keep none.</summary>
    public ICheckpointStore? Checkpoints { get; init; }

    /// <summary>The key of this fit's checkpoint: one per trial and fold; one that an earlier version wrote does not fit, and training starts anew. Default empty. Ignored without <see cref="Checkpoints"/>.</summary>
    public string CheckpointKey { get; init; } = "";

    /// <summary>
    /// The key of the checkpoint to start from when there is none under <see cref="CheckpointKey"/>: another trial's, of the same configuration or of one that
    /// differs. Null (the default) for none. A network goes on with its own learning rate, weight decay, momentum and dropout; a state that does not fit
    /// (another width, optimizer or horizon, other trees) is left alone, and training starts anew.
    /// </summary>
    public string? ResumeKey { get; init; }

    /// <summary>Whether the fit went on from a checkpoint; set by the estimator.</summary>
    public bool HasResumed { get; internal set; }

    /// <summary>Ends fitting with an <see cref="OperationCanceledException"/>. Default: never.</summary>
    public CancellationToken CancellationToken { get; init; }

    /// <summary>Told the loss on the validation part after each epoch (epoch from 1, loss); null (the default) for nobody. Called by the fitting thread.</summary>
    public Action<int, double>? Report { get; init; }

    /// <summary>
    /// Called after each epoch or tree, with or without a validation part; null (the default) for nobody. Called by the fitting thread. What it cancels ends with a
    /// checkpoint of what was done, from which a later fit under the same key goes on.
    /// </summary>
    public Action? Beat { get; init; }

    /// <summary>Makes a context the current one until the scope is disposed.</summary>
    /// <param name="context">The context.</param>
    /// <returns>The scope; dispose it in the same method, with using.</returns>
    /// <exception cref="ArgumentException">A number is negative or not finite, or the budget is above the horizon.</exception>
    public static IDisposable Enter(TrialContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        context.Validate();
        var scope = new Scope(Ambient.Value);
        Ambient.Value = context;
        return scope;
    }

    /// <summary>The budget and horizon a fit follows: the current context's where it sets them, else the estimator's own.</summary>
    /// <param name="context">The context, or null outside of any.</param>
    /// <param name="budget">The estimator's own budget.</param>
    /// <param name="horizon">The estimator's own horizon.</param>
    internal static (int Budget, int Horizon) Plan(TrialContext? context, int budget, int horizon)
    {
        var most = context is { Horizon: > 0 } ? (int)Math.Ceiling(context.Horizon) : horizon;
        var spend = context is { Budget: > 0 } ? (int)Math.Ceiling(context.Budget) : context is { Horizon: > 0 } ? most : budget;
        return (spend, Math.Max(most, spend));
    }

    /// <summary>Goes on from this fit's own checkpoint or else from the one under <see cref="ResumeKey"/>; training starts anew where neither is there and fits.</summary>
    /// <param name="restore">Takes up a checkpoint; throws <see cref="InvalidDataException"/> when it does not fit.</param>
    /// <returns>Whether the fit goes on from the one under <see cref="ResumeKey"/>.</returns>
    internal bool Resume(Action<byte[]> restore)
    {
        var isOwn = TryResume(CheckpointKey, restore);
        HasResumed = isOwn || (ResumeKey is not null && TryResume(ResumeKey, restore));
        return HasResumed && !isOwn;
    }

    /// <summary>Tells of an epoch or tree that has ended.</summary>
    /// <param name="step">Its number from 1.</param>
    /// <param name="loss">The loss on the validation part, or NaN without one.</param>
    internal void Tell(int step, double loss)
    {
        if (!double.IsNaN(loss))
        {
            Report?.Invoke(step, loss);
        }

        Beat?.Invoke();
    }

    private bool TryResume(string key, Action<byte[]> restore)
    {
        if (Checkpoints?.Get(key) is not { } checkpoint)
        {
            return false;
        }

        try
        {
            restore(checkpoint);
            return true;
        }
        catch (InvalidDataException)
        {
            // Of other settings, or of an earlier version of this library.
            return false;
        }
    }

    private void Validate()
    {
        if (!(Budget >= 0) || !(Horizon >= 0) || !double.IsFinite(Budget) || !double.IsFinite(Horizon))
        {
            throw new ArgumentException(FormattableString.Invariant($"Budget is {Budget} and Horizon is {Horizon}; both must be finite and 0 or more."));
        }

        if (Horizon > 0 && Budget > Horizon)
        {
            throw new ArgumentException(FormattableString.Invariant($"Budget is {Budget}, above the horizon of {Horizon}; set Horizon to the largest budget the trial may get."));
        }
    }

    private sealed class Scope(TrialContext? outer) : IDisposable
    {
        public void Dispose() => Ambient.Value = outer;
    }
}
