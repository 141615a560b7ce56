using Microsoft.ML.SearchSpace;

namespace Microsoft.ML.AutoML;

/// <summary>
/// Proposes the parameters of trials. An experiment calls it from one thread, one trial at a time.
/// </summary>
public interface ITuner
{
    /// <summary>The parameters of the next trial.</summary>
    /// <param name="settings">The trial: its number is set, its parameters are not.</param>
    Parameter Propose(TrialSettings settings);

    /// <summary>Tells the end of a trial. A failed one has the loss <see cref="double.MaxValue"/>; a loss may be NaN.</summary>
    /// <param name="result">The result.</param>
    void Update(TrialResult result);
}
