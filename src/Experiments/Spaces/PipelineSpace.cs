using Microsoft.ML.AutoML;
using Microsoft.ML.SearchSpace.Option;
using MLNetTuning.Experiments.Tuning;
using MLNetTuning.Sweepers;
using MLNetTuning.Sweepers.Spaces;
using MLNetTuning.Sweepers.Studies;
using HostParameter = Microsoft.ML.SearchSpace.Parameter;
using HostSpace = Microsoft.ML.SearchSpace.SearchSpace;
using OptionBase = Microsoft.ML.SearchSpace.Option.OptionBase;
using SearchSpace = MLNetTuning.Sweepers.Spaces.SearchSpace;

namespace MLNetTuning.Experiments.Spaces;

/// <summary>
/// An ML.NET pipeline's search space as one of ours: the choice of the pipeline is the root, and a trainer's parameters are active only where
/// the chosen pipeline contains it, so that a network's width is no dimension of a tree's trial.
/// </summary>
internal sealed class PipelineSpace
{
    /// <summary>The key of the chosen pipeline in ML.NET's parameter.</summary>
    internal const string SchemaKey = "_SCHEMA_";

    /// <summary>The key of the pipeline's parameters in a trial's parameter.</summary>
    internal const string PipelineKey = "_pipeline_";

    private readonly HostSpace _host;
    private readonly List<Leaf> _leaves = [];

    internal PipelineSpace(HostSpace pipelineSpace)
    {
        _host = pipelineSpace;
        Schemas = [.. ((ChoiceOption)pipelineSpace[SchemaKey]).Choices.Select(c => c.AsType<string>())];
        var parameters = new List<Parameter> { new ChoiceParameter(SchemaKey, [.. Schemas.Select(ParameterValue.Of)]) };
        foreach (var key in pipelineSpace.Keys.Where(k => k != SchemaKey).Order(StringComparer.Ordinal))
        {
            ParameterValue[] within = [.. Schemas.Where(s => PipelineSchema.Names(s).Contains(key)).Select(ParameterValue.Of)];
            if (within.Length > 0)
            {
                Add(parameters, [key], pipelineSpace[key], Condition.On(SchemaKey, within));
            }
        }

        Space = new SearchSpace(parameters);
    }

    /// <summary>The pipelines to choose from, as ML.NET writes them.</summary>
    internal IReadOnlyList<string> Schemas { get; }

    /// <summary>The space to sweep.</summary>
    internal SearchSpace Space { get; }

    /// <summary>Every pipeline at its defaults: what is tried first.</summary>
    internal Configuration[] Defaults() => [.. Schemas.Select(s => Space.Complete(Configuration.Of((SchemaKey, ParameterValue.Of(s)))))];

    /// <summary>ML.NET's form of a configuration: the pipeline's parameters, inactive ones at their default.</summary>
    internal HostParameter ToParameter(Configuration configuration)
    {
        var result = _host.SampleFromFeatureSpace(_host.Default!);
        result[SchemaKey] = HostParameter.FromString(configuration.GetString(SchemaKey));
        foreach (var leaf in _leaves.Where(l => configuration.Contains(l.Names[0])))
        {
            var owner = result;
            foreach (var step in leaf.Path.SkipLast(1))
            {
                owner = owner[step];
            }

            owner[leaf.Path[^1]] = leaf.Read(configuration);
        }

        return result;
    }

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

    private void Add(List<Parameter> parameters, string[] path, OptionBase option, Condition condition)
    {
        if (option is HostSpace nested)
        {
            foreach (var key in nested.Keys.Order(StringComparer.Ordinal))
            {
                Add(parameters, [.. path, key], nested[key], condition);
            }

            return;
        }

        if (option.FeatureSpaceDim == 0)
        {
            return;
        }

        var leaf = Leaf.Create(path, option, condition);
        _leaves.Add(leaf);
        parameters.AddRange(leaf.Parameters);
    }
}
