using Microsoft.ML.AutoML;
using MLNetTuning.Experiments.Spaces;
using MLNetTuning.Sweepers.Studies;
using HostParameter = Microsoft.ML.SearchSpace.Parameter;

namespace MLNetTuning.Experiments.Tuning;

/// <summary>A study of ours as ML.NET's tuner: a proposal is an ask, an update is a tell, and a rung is one ML.NET trial.</summary>
internal sealed class SweeperTuner(Study study, PipelineSpace space, TrialBook book) : ITuner
{
    private readonly HashSet<int> _open = [];
    private Trial? _last;

    /// <summary>Never throws: past the end of a plan it repeats the last configuration, which is answered from memory where it can be.</summary>
    public HostParameter Propose(TrialSettings settings)
    {
        GiveBack();
        if (study.Ask() is { } trial)
        {
            _open.Add(settings.TrialId);
            _last = trial;
        }

        if (_last is not null)
        {
            book.Remember(settings.TrialId, _last);
        }

        return space.ToTrial(_last?.Configuration ?? space.Space.Default);
    }

    public void Update(TrialResult result)
    {
        if (!_open.Remove(result.TrialSettings.TrialId))
        {
            return;
        }

        var trial = book[result.TrialSettings.TrialId];
        if (result.Loss == double.MaxValue || !double.IsFinite(result.Loss))
        {
            study.TellFailed(trial.Id, "The trial failed.");
        }
        else
        {
            study.Tell(trial.Id, result.Metric);
        }
    }

    // ML.NET runs one trial after another and tells of each but the one that a time limit cuts off: a later run does that one again.
    private void GiveBack()
    {
        foreach (int id in _open)
        {
            study.Release(book[id].Id);
        }

        _open.Clear();
    }
}
