using System.Globalization;

namespace Microsoft.ML.AutoML;

/// <summary>
/// The number of threads of a trainer: the environment variable MLNET_MAX_THREAD, or the trainer's own default.
/// </summary>
internal static class TrainerThreads
{
    private const string Variable = "MLNET_MAX_THREAD";

    public static int? Count
        => int.TryParse(Environment.GetEnvironmentVariable(Variable), NumberStyles.None, CultureInfo.InvariantCulture, out var count) ? count : null;
}
