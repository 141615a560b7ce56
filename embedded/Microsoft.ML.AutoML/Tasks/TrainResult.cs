namespace Microsoft.ML.AutoML;

/// <summary>
/// A pipeline fitted on all folds but one.
/// </summary>
/// <typeparam name="TMetrics">The metrics of the task.</typeparam>
public sealed class TrainResult<TMetrics>
{
    internal TrainResult(ITransformer model, TMetrics metrics)
    {
        Model = model;
        ValidationMetrics = metrics;
    }

    internal TrainResult(Exception exception)
    {
        // The packages' members are not nullable either: of a failed run there is nothing to hold.
        Model = null!;
        ValidationMetrics = default!;
        Exception = exception;
    }

    /// <summary>The metrics on the fold left out; null when the run failed.</summary>
    public TMetrics ValidationMetrics { get; }

    /// <summary>The fitted pipeline; null when the run failed.</summary>
    public ITransformer Model { get; }

    /// <summary>What made the run fail; null when it did not.</summary>
    public Exception? Exception { get; }
}
