using MLNetTuning.Sweepers.Schedulers;
using MLNetTuning.Sweepers.Spaces;

namespace MLNetTuning.Sweepers.Studies;

/// <summary>A trial as the objective sees it while it runs.</summary>
public sealed class TrialRun
{
    private readonly Study _study;

    internal TrialRun(Study study, Trial trial, CancellationToken cancellationToken)
    {
        _study = study;
        Trial = trial;
        CancellationToken = cancellationToken;
    }

    /// <summary>The trial as it was when it started.</summary>
    public Trial Trial { get; }

    /// <summary>What to try.</summary>
    public Configuration Configuration => Trial.Configuration;

    /// <summary>Cancelled when the run ends early (throw through it and the trial is given back) or the trial's own time is up (it fails).</summary>
    public CancellationToken CancellationToken { get; }

    /// <summary>Hands in an intermediate value; see <see cref="Study.Report"/>.</summary>
    /// <param name="step">The step, in the unit of the budget; at least 0.</param>
    /// <param name="value">The objective at that step.</param>
    public TrialDecision Report(int step, double value) => _study.TakeReport(Trial.Id, step, value, CancellationToken);

    /// <summary>What a person wants of the trial, asked without a value; see <see cref="Study.Check"/>.</summary>
    public TrialDecision Check() => _study.Check(Trial.Id);

    /// <summary>Notes something about the trial; see <see cref="Study.SetAttribute"/>.</summary>
    /// <param name="name">The name; 1 to 512 characters, none of <see cref="TrialAttributes.Reserved"/>.</param>
    /// <param name="value">The text; null takes the note away.</param>
    public void SetAttribute(string name, string? value) => _study.SetAttribute(Trial.Id, name, value);
}
