using Microsoft.ML.AutoML;
using MLNetTuning.Experiments.Spaces;
using MLNetTuning.Sweepers.Spaces;
using MLNetTuning.Sweepers.Studies;
using HostParameter = Microsoft.ML.SearchSpace.Parameter;

namespace MLNetTuning.Experiments.Tuning;

/// <summary>A study of ours as ML.NET's tuner: a proposal is an ask, an update is a tell, and a rung is one ML.NET trial.</summary>
internal sealed class SweeperTuner(Study study, PipelineSpace space, TuningSession session) : ITuner
{
    private readonly HashSet<int> _open = [];
    private Trial? _last;

    /// <summary>Never throws: past the end of a plan it repeats the last configuration, which the session answers from memory where it can.</summary>
    public HostParameter Propose(TrialSettings settings)
    {
        var trial = study.Ask();
        if (trial is not null)
        {
            _open.Add(settings.TrialId);
            _last = trial;
        }

        if (_last is not null)
        {
            session.Remember(settings.TrialId, _last);
        }

        var parameter = HostParameter.CreateNestedParameter();
        parameter[PipelineSpace.PipelineKey] = space.ToParameter(_last?.Configuration ?? space.Space.Default);
        return parameter;
    }

    public void Update(TrialResult result)
    {
        if (!_open.Remove(result.TrialSettings.TrialId))
        {
            return;
        }

        var trial = session.Asked(result.TrialSettings.TrialId);
        if (result.Loss == double.MaxValue || !double.IsFinite(result.Loss))
        {
            study.TellFailed(trial.Id, "The trial failed.");
        }
        else
        {
            study.Tell(trial.Id, result.Metric);
        }
    }
}
