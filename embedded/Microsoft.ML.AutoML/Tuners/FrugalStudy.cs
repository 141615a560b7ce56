using Microsoft.ML.SearchSpace;
using MLNetTuning.Sweepers;
using MLNetTuning.Sweepers.Samplers;
using MLNetTuning.Sweepers.Studies;

namespace Microsoft.ML.AutoML;

/// <summary>
/// A study that begins at the defaults, which are cheap, and searches from there, one local search for each pipeline. Starting cheap matters: the
/// trainers' spaces reach models thousands of times more expensive than their defaults.
/// </summary>
/// <remarks>Costs are counted in trials, not in seconds, so that a seed gives the same trials everywhere.</remarks>
internal sealed class FrugalStudy
{
    // One trial in ten begins a pipeline that is not among the first trials.
    private const double BeginShare = 0.1;

    private readonly SweeperSpace _space;
    private readonly Study _study;
    private readonly Dictionary<int, int> _running = [];

    /// <summary>A study.</summary>
    /// <param name="settings">The experiment's settings, with space and seed.</param>
    /// <param name="history">The trials of earlier runs; null for none.</param>
    /// <param name="byPipeline">Whether every pipeline is searched on its own; else all parameters are one space.</param>
    public FrugalStudy(AutoMLExperiment.AutoMLExperimentSettings settings, TrialHistory? history, bool byPipeline)
    {
        _space = new SweeperSpace(settings.SearchSpace, byPipeline);
        var options = new StudyOptions
        {
            Seed = settings.Seed ?? Guid.NewGuid().GetHashCode(),
            InitialConfigurations = [.. (history?.Loaded ?? []).Select(trial => _space.ToConfiguration(trial.TrialSettings.Parameter)), .. _space.Defaults()],
        };
        var search = new CostFrugalOptions { Blend = false, StratifyBy = _space.PipelineName, StartShare = BeginShare };
        _study = new Study(_space.Space, Sweeper.CostFrugal(search), options);
        Replay(history?.Loaded ?? []);
    }

    public Parameter Propose(TrialSettings settings)
    {
        // A small space of choices only has an end; from there on its best point is as good as any.
        if (_study.Ask() is not { } trial)
        {
            return _space.ToParameter((_study.Best ?? _study.Trials[0]).Configuration);
        }

        _running[settings.TrialId] = trial.Id;
        return _space.ToParameter(trial.Configuration);
    }

    public void Update(TrialResult result)
    {
        if (_running.Remove(result.TrialSettings.TrialId, out var id))
        {
            Tell(id, result.Loss);
        }
    }

    private void Tell(int id, double loss) => _study.Tell(id, loss < double.MaxValue ? loss : double.NaN);

    private void Replay(IReadOnlyList<TrialResult> trials)
    {
        // The study drops repeated configurations, so a trial is found by what it tried, not by its place.
        var losses = trials.GroupBy(trial => _space.ToConfiguration(trial.TrialSettings.Parameter)).ToDictionary(group => group.Key, group => group.Min(trial => trial.Loss));
        for (var i = 0; i < losses.Count && _study.Ask() is { } asked; i++)
        {
            Tell(asked.Id, losses.TryGetValue(asked.Configuration, out var loss) ? loss : double.NaN);
        }
    }
}
