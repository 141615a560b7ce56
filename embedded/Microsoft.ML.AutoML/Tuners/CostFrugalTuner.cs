using Microsoft.ML.SearchSpace;

namespace Microsoft.ML.AutoML;

/// <summary>
/// One local search over all parameters, begun at their defaults; the choice of the pipeline is a parameter like any other.
/// </summary>
internal sealed class CostFrugalTuner : ITuner
{
    private readonly FrugalStudy _study;

    public CostFrugalTuner(AutoMLExperiment.AutoMLExperimentSettings settings)
        : this(settings, null)
    {
    }

    public CostFrugalTuner(AutoMLExperiment.AutoMLExperimentSettings settings, TrialHistory? history)
    {
        _study = new FrugalStudy(settings, history, byPipeline: false);
    }

    public Parameter Propose(TrialSettings settings) => _study.Propose(settings);

    public void Update(TrialResult result) => _study.Update(result);
}
