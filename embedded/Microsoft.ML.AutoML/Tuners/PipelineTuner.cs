using Microsoft.ML.SearchSpace;

namespace Microsoft.ML.AutoML;

/// <summary>
/// The default tuner of a pipeline: first every pipeline with its default parameters, then a local search from there, the pipeline that promises
/// most first.
/// </summary>
internal sealed class PipelineTuner : ITuner
{
    private readonly FrugalStudy _study;

    public PipelineTuner(AutoMLExperiment.AutoMLExperimentSettings settings)
        : this(settings, null)
    {
    }

    public PipelineTuner(AutoMLExperiment.AutoMLExperimentSettings settings, TrialHistory? history)
    {
        _study = new FrugalStudy(settings, history, byPipeline: true);
    }

    public Parameter Propose(TrialSettings settings) => _study.Propose(settings);

    public void Update(TrialResult result) => _study.Update(result);
}
