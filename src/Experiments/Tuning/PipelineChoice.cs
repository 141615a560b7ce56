using Microsoft.ML;
using Microsoft.ML.AutoML;
using Microsoft.ML.SearchSpace;
using MLNetTuning.Experiments.Spaces;
using MLNetTuning.Experiments.Trainers;

namespace MLNetTuning.Experiments.Tuning;

/// <summary>A pipeline chosen by a trial's parameters: the steps before the trainer, and the trainer.</summary>
internal sealed class PipelineChoice
{
    // ML.NET's sweepable estimators keep the last parameters they were built from, so one is built at a time.
    private static readonly Lock _building = new();

    private readonly MLContext _context;
    private readonly (SweepableEstimator Estimator, Parameter Parameter)[] _parts;

    internal PipelineChoice(MLContext context, SweepablePipeline pipeline, Parameter parameter)
    {
        _context = context;
        var names = PipelineSchema.Names(parameter[PipelineSpace.SchemaKey].AsType<string>());
        _parts = [.. names.Select(n => (pipeline.Estimators[n], parameter.TryGetValue(n, out var own) ? own : Parameter.CreateNestedParameter()))];
        Variant = string.Join('|', names.SkipLast(1).Zip(_parts).Select(p => p.First + ParameterText.Canonical(p.Second.Parameter)));
        Key = Variant + '|' + names[^1] + ParameterText.Canonical(_parts[^1].Parameter);
        TrainerName = Known?.Name ?? HostName(pipeline, parameter);
        Parameters = ParameterText.Short(_parts[^1].Parameter);
    }

    /// <summary>The same for all trials whose first steps are the same.</summary>
    internal string Variant { get; }

    /// <summary>The same for all trials of one configuration.</summary>
    internal string Key { get; }

    /// <summary>The trainer's parameters, short.</summary>
    internal string Parameters { get; }

    /// <summary>The trainer, when it is one of ours that tells its name and family.</summary>
    internal SweepableTrainer? Known => _parts[^1].Estimator as SweepableTrainer;

    internal string TrainerName { get; }

    /// <summary>Whether no other trial of its kind may be fitted in the process meanwhile; of a trainer that does not tell, the host decides.</summary>
    internal bool RunsAlone => Known?.RunsAlone ?? HostTrees.RunAlone;

    /// <summary>ML.NET's name of the last estimator.</summary>
    private static string HostName(SweepablePipeline pipeline, Parameter parameter)
    {
        var trial = Parameter.CreateNestedParameter();
        trial[PipelineSpace.PipelineKey] = parameter;
        return pipeline.ToString(trial).Split("=>")[^1];
    }

    internal IReadOnlyList<IEstimator<ITransformer>> BuildSteps()
    {
        lock (_building)
        {
            return [.. _parts.SkipLast(1).Select(p => p.Estimator.BuildFromOption(_context, p.Parameter))];
        }
    }

    internal IEstimator<ITransformer> BuildTrainer()
    {
        lock (_building)
        {
            return _parts[^1].Estimator.BuildFromOption(_context, _parts[^1].Parameter);
        }
    }
}
