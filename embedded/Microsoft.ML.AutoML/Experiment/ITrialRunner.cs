namespace Microsoft.ML.AutoML;

/// <summary>
/// Runs trials. An experiment asks for a runner for every trial and disposes it after.
/// </summary>
public interface ITrialRunner : IDisposable
{
    /// <summary>Runs one trial.</summary>
    /// <param name="settings">The trial, with its parameters.</param>
    /// <param name="ct">Signalled when the experiment ends; the runner then throws.</param>
    /// <returns>The result, with its loss: the smaller the better.</returns>
    Task<TrialResult> RunAsync(TrialSettings settings, CancellationToken ct);
}
