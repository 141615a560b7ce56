using Microsoft.ML;

namespace MLNetTuning;

/// <summary>The way from an ML.NET context to this library.</summary>
public static class TuningExtensions
{
    /// <summary>Gives what this library adds to a context beside trainers.</summary>
    /// <param name="context">The context.</param>
    public static TuningCatalog Tuning(this MLContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        return new TuningCatalog(context);
    }
}
