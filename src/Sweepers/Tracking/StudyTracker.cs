using System.Globalization;
using MLNetTuning.Sweepers.Reports;
using MLNetTuning.Sweepers.Spaces;
using MLNetTuning.Sweepers.Studies;

namespace MLNetTuning.Sweepers.Tracking;

/// <summary>Tracks the trials of a study as runs: the study is the group, the configuration and the budget are the settings, reports are the metric <c>objective</c>.</summary>
/// <remarks>Given to <see cref="StudyOptions.Listeners"/>. A final value is in the summary as <c>value</c>, values of folds as <c>fold_0</c> and so on.</remarks>
public sealed class StudyTracker : IStudyListener, IDisposable
{
    /// <summary>The metric that reports are kept under.</summary>
    public const string Metric = "objective";

    private readonly Lock _gate = new();
    private readonly ITracker[] _trackers;
    private readonly Dictionary<(string Study, int Trial), ITrackedRun[]> _open = [];

    /// <summary>A listener that tracks.</summary>
    /// <param name="trackers">Where to; at least one.</param>
    /// <exception cref="ArgumentException">There is none.</exception>
    public StudyTracker(params ITracker[] trackers)
    {
        ArgumentNullException.ThrowIfNull(trackers);
        _trackers = trackers.Length > 0 && trackers.All(t => t is not null) ? [.. trackers] : throw new ArgumentException("There is no tracker, or one is null. Give at least one.", nameof(trackers));
    }

    /// <inheritdoc/>
    public void TrialStarted(string study, Trial trial)
    {
        ArgumentNullException.ThrowIfNull(trial);
        var settings = trial.Configuration.Append(KeyValuePair.Create("budget", ParameterValue.Of(trial.Budget))).DistinctBy(s => s.Key).ToDictionary(StringComparer.Ordinal);
        var info = new TrackedRunInfo(string.Create(CultureInfo.InvariantCulture, $"trial-{trial.Id:D5}"), study, settings);
        lock (_gate)
        {
            Close((study, trial.Id));
            _open[(study, trial.Id)] = [.. _trackers.Select(t => t.Start(info))];
        }
    }

    /// <inheritdoc/>
    public void TrialReported(string study, Trial trial, TrialReport report)
    {
        ArgumentNullException.ThrowIfNull(trial);
        Each(study, trial, run => run.Log(report.Step, Metric, report.Value));
    }

    /// <inheritdoc/>
    public void TrialEnded(string study, Trial trial)
    {
        ArgumentNullException.ThrowIfNull(trial);
        var summary = FoldValues.Of(trial).Select((v, i) => (Name: "fold_" + i.ToString(CultureInfo.InvariantCulture), Value: v)).ToDictionary(f => f.Name, f => f.Value);
        if (trial.Value is double value)
        {
            summary["value"] = value;
        }

        var status = trial.State switch
        {
            TrialState.Completed => RunStatus.Completed,
            TrialState.Stopped => RunStatus.Stopped,
            TrialState.Failed => RunStatus.Failed,
            _ => RunStatus.Interrupted,
        };
        Each(study, trial, run => run.End(status, summary, trial.Error));
        lock (_gate)
        {
            Close((study, trial.Id));
        }
    }

    /// <summary>Closes the files of trials that have not ended.</summary>
    public void Dispose()
    {
        lock (_gate)
        {
            _open.Keys.ToList().ForEach(Close);
        }
    }

    private void Each(string study, Trial trial, Action<ITrackedRun> act)
    {
        lock (_gate)
        {
            foreach (var run in _open.TryGetValue((study, trial.Id), out var runs) ? runs : [])
            {
                act(run);
            }
        }
    }

    private void Close((string Study, int Trial) key)
    {
        if (_open.Remove(key, out var runs))
        {
            foreach (var run in runs)
            {
                run.Dispose();
            }
        }
    }
}
