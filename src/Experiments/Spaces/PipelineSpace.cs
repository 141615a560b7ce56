using Microsoft.ML.SearchSpace.Option;
using MLNetTuning.Experiments.Tuning;
using MLNetTuning.Sweepers;
using MLNetTuning.Sweepers.Spaces;
using MLNetTuning.Sweepers.Studies;
using HostParameter = Microsoft.ML.SearchSpace.Parameter;
using HostSpace = Microsoft.ML.SearchSpace.SearchSpace;
using SearchSpace = MLNetTuning.Sweepers.Spaces.SearchSpace;

namespace MLNetTuning.Experiments.Spaces;

/// <summary>The search space of an ML.NET pipeline as one of ours: the choice of the pipeline is the root.</summary>
internal sealed class PipelineSpace
{
    /// <summary>The key of the chosen pipeline in ML.NET's parameter.</summary>
    internal const string SchemaKey = MLNetSpace.SchemaKey;

    /// <summary>The key of the pipeline's parameters in a trial's parameter.</summary>
    internal const string PipelineKey = "_pipeline_";

    private readonly MLNetSpace _space;

    internal PipelineSpace(HostSpace pipelineSpace)
    {
        _space = new MLNetSpace(pipelineSpace);
        Schemas = [.. ((ChoiceOption)pipelineSpace[SchemaKey]).Choices.Select(c => c.AsType<string>())];
    }

    /// <summary>The pipelines to choose from, as ML.NET writes them.</summary>
    internal IReadOnlyList<string> Schemas { get; }

    /// <summary>The space to sweep.</summary>
    internal SearchSpace Space => _space.Space;

    /// <summary>Every pipeline at its defaults: what is tried first.</summary>
    internal Configuration[] Defaults() => [.. Schemas.Select(s => Space.Complete(Configuration.Of((SchemaKey, ParameterValue.Of(s)))))];

    /// <summary>ML.NET's form of a configuration: the pipeline's parameters, inactive ones at their default.</summary>
    internal HostParameter ToParameter(Configuration configuration) => _space.ToParameter(configuration);

    /// <summary>ML.NET's form of a trial with a configuration.</summary>
    internal HostParameter ToTrial(Configuration configuration)
    {
        var trial = HostParameter.CreateNestedParameter();
        trial[PipelineKey] = ToParameter(configuration);
        return trial;
    }

    /// <summary>The study of a session's search over this space, every pipeline at its defaults first.</summary>
    internal Study Open(Sweeper sweeper, TuningSession session, IStudyStore? store, string? name) => new(Space, sweeper, new StudyOptions
    {
        Name = name ?? new StudyOptions().Name,
        Direction = TuningMetrics.HigherIsBetter(session.Metric) ? ObjectiveDirection.Maximize : ObjectiveDirection.Minimize,
        Seed = session.Options.Seed,
        Store = store,
        InitialConfigurations = Defaults(),
        Clock = session.Options.TimeProvider,
    });
}
