using System.Globalization;
using System.Text.Json.Serialization;
using Microsoft.ML.Data;
using Microsoft.ML.SearchSpace;
using Microsoft.ML.SearchSpace.Option;
using Microsoft.ML.Trainers;

namespace Microsoft.ML.AutoML;

/// <summary>
/// A pipeline of sweepable estimators, with a choice of estimators at any of its steps. Its search space holds one entry for each
/// estimator and, under "_SCHEMA_", the choice among all pipelines it stands for, written like <c>e0 * e2</c>.
/// </summary>
[JsonConverter(typeof(SweepablePipelineConverter))]
public class SweepablePipeline : ISweepable<EstimatorChain<ITransformer>>
{
    internal const string SchemaKey = "_SCHEMA_";

    private readonly PipelineExpression? _schema;
    private string? _builtSchema;

    internal SweepablePipeline()
        : this([], null)
    {
    }

    internal SweepablePipeline(Dictionary<string, SweepableEstimator> estimators, PipelineExpression? schema)
    {
        Estimators = estimators;
        _schema = schema;
    }

    /// <summary>The estimators, by the names used in the choice of pipelines.</summary>
    public Dictionary<string, SweepableEstimator> Estimators { get; }

    /// <summary>
    /// The parameters of all estimators, under their numbers, and under "_SCHEMA_" the pipeline built last; before any was, the first.
    /// </summary>
    public Parameter CurrentParameter
    {
        get
        {
            var parameter = Parameter.CreateNestedParameter();
            foreach (var (i, estimator) in Estimators.Values.Index())
            {
                parameter[i.ToString(CultureInfo.InvariantCulture)] = estimator.Parameter;
            }

            if (CurrentSchema is not null)
            {
                parameter[SchemaKey] = Parameter.FromString(CurrentSchema);
            }

            return parameter;
        }
    }

    /// <summary>The pipeline built last; before any was, the first; null when there is none.</summary>
    internal string? CurrentSchema => _builtSchema ?? _schema?.Terms().First().ToString();

    /// <summary>All pipelines this stands for; null when there is none.</summary>
    internal string? SchemaText => _schema?.ToString();

    /// <summary>How many pipelines this stands for.</summary>
    internal int PipelineCount => _schema?.Terms().Count() ?? 0;

    /// <summary>One entry for each estimator, and the choice of pipelines under "_SCHEMA_".</summary>
    public SearchSpace.SearchSpace SearchSpace
    {
        get
        {
            var space = new SearchSpace.SearchSpace();
            foreach (var (name, estimator) in Estimators)
            {
                space.Add(name, estimator.SearchSpace);
            }

            if (_schema is not null)
            {
                object[] pipelines = [.. _schema.Terms().Select(term => term.ToString())];
                space.Add(SchemaKey, new ChoiceOption(pipelines));
            }

            return space;
        }
    }

    /// <summary>
    /// The chain of the estimators the parameters choose, each built from its own parameters.
    /// </summary>
    /// <param name="context">The context to build in.</param>
    /// <param name="parameter">A sample of <see cref="SearchSpace"/>.</param>
    /// <exception cref="ArgumentException">The parameters choose no pipeline, or one that names an unknown estimator.</exception>
    public EstimatorChain<ITransformer> BuildFromOption(MLContext context, Parameter parameter) => BuildFromOption(context, parameter, cacheBeforeTrainer: false);

    internal EstimatorChain<ITransformer> BuildFromOption(MLContext context, Parameter parameter, bool cacheBeforeTrainer)
    {
        ArgumentNullException.ThrowIfNull(context);
        ArgumentNullException.ThrowIfNull(parameter);
        var chain = new EstimatorChain<ITransformer>();
        var steps = ChosenSteps(parameter).ToArray();
        _builtSchema = parameter[SchemaKey].AsType<string>();
        foreach (var name in steps)
        {
            if (!parameter.TryGetValue(name, out var own))
            {
                throw new ArgumentException($"The parameters hold nothing for the estimator '{name}'; they hold: {string.Join(", ", parameter.Keys)}.", nameof(parameter));
            }

            var estimator = Estimators[name].BuildFromOption(context, own);
            if (cacheBeforeTrainer && estimator is ITrainerEstimator<IPredictionTransformer<object>, object>)
            {
                chain = chain.AppendCacheCheckpoint(context);
            }

            chain = chain.Append(estimator);
        }

        return chain;
    }

    /// <summary>
    /// This pipeline narrowed to one of the pipelines it stands for.
    /// </summary>
    /// <param name="schema">An expression over the names in <see cref="Estimators"/>, such as <c>e0 * e2</c>.</param>
    /// <exception cref="ArgumentException">The expression cannot be read, or names an unknown estimator.</exception>
    public SweepablePipeline BuildSweepableEstimatorPipeline(string schema)
    {
        var expression = PipelineExpression.Parse(schema);
        return new SweepablePipeline(expression.Names().Distinct().ToDictionary(name => name, Find), expression);
    }

    /// <summary>
    /// This pipeline with one more step: a choice among the sweepables given.
    /// </summary>
    /// <param name="sweepables">One or more estimators or pipelines.</param>
    /// <exception cref="ArgumentException">Nothing was given.</exception>
    public SweepablePipeline Append(params ISweepable<IEstimator<ITransformer>>[] sweepables)
    {
        ArgumentNullException.ThrowIfNull(sweepables);
        if (sweepables.Length == 0 || sweepables.Any(sweepable => sweepable is null))
        {
            throw new ArgumentException("A step of a pipeline needs at least one sweepable estimator or pipeline, none of them null.", nameof(sweepables));
        }

        var estimators = new Dictionary<string, SweepableEstimator>(Estimators);
        var step = sweepables.Select(sweepable => Adopt(sweepable, estimators)).OfType<PipelineExpression>()
            .Aggregate((PipelineExpression?)null, (all, next) => all is null ? next : new OneOfExpression(all, next));
        var schema = _schema is null || step is null ? _schema ?? step : new SequenceExpression(_schema, step);
        return new SweepablePipeline(estimators, schema);
    }

    /// <summary>
    /// The types of the steps an experiment's parameters choose, joined by "=>"; empty when they choose none.
    /// </summary>
    /// <param name="parameter">The parameters of a trial.</param>
    public string ToString(Parameter parameter)
    {
        ArgumentNullException.ThrowIfNull(parameter);
        return parameter.TryGetValue(AutoMLExperiment.PipelineKey, out var own)
            ? string.Join("=>", ChosenSteps(own).Select(name => Estimators[name].EstimatorType))
            : string.Empty;
    }

    private IEnumerable<string> ChosenSteps(Parameter parameter)
    {
        if (!parameter.TryGetValue(SchemaKey, out var schema))
        {
            throw new ArgumentException($"The parameters choose no pipeline: the key '{SchemaKey}' is missing; they hold: {string.Join(", ", parameter.Keys)}.", nameof(parameter));
        }

        var names = PipelineExpression.Parse(schema.AsType<string>()).Names().ToArray();
        foreach (var name in names)
        {
            Find(name);
        }

        return names;
    }

    private SweepableEstimator Find(string name) => Estimators.TryGetValue(name, out var estimator)
        ? estimator
        : throw new ArgumentException($"The pipeline has no estimator '{name}'; it has: {string.Join(", ", Estimators.Keys)}.");

    /// <summary>Takes a sweepable's estimators in under new names and gives its expression in these names.</summary>
    private static PipelineExpression? Adopt(ISweepable<IEstimator<ITransformer>> sweepable, Dictionary<string, SweepableEstimator> estimators)
    {
        switch (sweepable)
        {
            case SweepableEstimator estimator:
                return Add(estimator, estimators);
            case SweepablePipeline pipeline:
                return pipeline._schema?.Rename(name => Add(pipeline.Estimators[name], estimators));
            default:
                return Add(new SweepableEstimator(sweepable.BuildFromOption, sweepable.SearchSpace), estimators);
        }
    }

    private static NameExpression Add(SweepableEstimator estimator, Dictionary<string, SweepableEstimator> estimators)
    {
        var name = $"e{estimators.Count}";
        estimators.Add(name, estimator);
        return new NameExpression(name);
    }
}
