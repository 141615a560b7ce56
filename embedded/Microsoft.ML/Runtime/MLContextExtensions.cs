namespace Microsoft.ML.Experimental;

/// <summary>What can be done with a context beside its catalogs.</summary>
public static class MLContextExtensions
{
    /// <summary>Stops the trainers of a context, those that run and those started later: they end with <see cref="OperationCanceledException"/>. For good: make another context to go on.</summary>
    /// <param name="ctx">The context.</param>
    public static void CancelExecution(this MLContext ctx)
    {
        ArgumentNullException.ThrowIfNull(ctx);
        ctx.Cancel();
    }
}
