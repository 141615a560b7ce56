using Microsoft.ML.SearchSpace.Option;
using MLNetTuning.Sweepers.Spaces;
using HostParameter = Microsoft.ML.SearchSpace.Parameter;
using HostSpace = Microsoft.ML.SearchSpace.SearchSpace;
using OptionBase = Microsoft.ML.SearchSpace.Option.OptionBase;
using SearchSpace = MLNetTuning.Sweepers.Spaces.SearchSpace;

namespace MLNetTuning.Experiments.Spaces;

/// <summary>
/// An ML.NET search space as one of ours, and configurations both ways. Where the space chooses a pipeline (<c>_SCHEMA_</c>), the parameters of an
/// estimator are active only in the pipelines that hold it, so that a network's width is no dimension of a tree's trial.
/// </summary>
/// <remarks>
/// Nested names are joined by <c>/</c>. An option of a type we do not know is walked by its coordinates. An option with a single value is no
/// parameter. Immutable and thread-safe.
/// </remarks>
public sealed class MLNetSpace
{
    /// <summary>The key of the chosen pipeline in ML.NET's parameters.</summary>
    internal const string SchemaKey = "_SCHEMA_";

    private readonly HostSpace _host;
    private readonly List<Leaf> _leaves = [];

    /// <summary>Reads a space of ML.NET.</summary>
    /// <param name="space">The space of a sweepable estimator, of a pipeline, or of one's own.</param>
    public MLNetSpace(HostSpace space)
    {
        ArgumentNullException.ThrowIfNull(space);
        _host = space;
        var parameters = new List<Parameter>();
        AddSpace(parameters, [], space, null);
        Space = new SearchSpace(parameters);
    }

    /// <summary>The space to sweep.</summary>
    public SearchSpace Space { get; }

    /// <summary>ML.NET's form of a configuration; inactive parameters are at their default.</summary>
    /// <param name="configuration">A configuration of <see cref="Space"/>.</param>
    public HostParameter ToParameter(Configuration configuration)
    {
        ArgumentNullException.ThrowIfNull(configuration);
        var result = _host.SampleFromFeatureSpace(_host.Default!);
        foreach (var leaf in _leaves.Where(l => configuration.Contains(l.Names[0])))
        {
            Owner(result, leaf)[leaf.Path[^1]] = leaf.Read(configuration);
        }

        return result;
    }

    /// <summary>Our form of ML.NET's parameters; what is missing gets its default, what is inactive is left out.</summary>
    /// <param name="parameter">A sample of the space.</param>
    /// <exception cref="ArgumentException">A value is not allowed; the message lists every violation.</exception>
    public Configuration ToConfiguration(HostParameter parameter)
    {
        ArgumentNullException.ThrowIfNull(parameter);
        var values = new List<KeyValuePair<string, ParameterValue>>();
        foreach (var leaf in _leaves)
        {
            if (Find(parameter, leaf) is { } value)
            {
                values.AddRange(leaf.Names.Zip(leaf.Write(value), KeyValuePair.Create));
            }
        }

        return Space.Complete(new Configuration(values));
    }

    private static HostParameter Owner(HostParameter root, Leaf leaf) => leaf.Path.SkipLast(1).Aggregate(root, (owner, step) => owner[step]);

    private static HostParameter? Find(HostParameter root, Leaf leaf)
    {
        HostParameter? found = root;
        foreach (var step in leaf.Path)
        {
            found = found is not null && found.ContainsKey(step) ? found[step] : null;
        }

        return found;
    }

    private void AddSpace(List<Parameter> parameters, string[] path, HostSpace space, Condition? condition)
    {
        string[]? schemas = space.TryGetValue(SchemaKey, out var option) && option is ChoiceOption choice ? [.. choice.Choices.Select(c => c.AsType<string>())] : null;
        if (schemas is not null)
        {
            AddLeaf(parameters, [.. path, SchemaKey], option!, condition);
        }

        foreach (var key in space.Keys.Where(k => schemas is null || k != SchemaKey).Order(StringComparer.Ordinal))
        {
            string[] within = schemas is null ? [] : [.. schemas.Where(s => PipelineSchema.Names(s).Contains(key))];
            if (schemas is null || within.Length > 0)
            {
                Add(parameters, [.. path, key], space[key], schemas is null ? condition : Condition.On(string.Join('/', [.. path, SchemaKey]), [.. within.Select(ParameterValue.Of)]));
            }
        }
    }

    private void Add(List<Parameter> parameters, string[] path, OptionBase option, Condition? condition)
    {
        if (option is HostSpace nested)
        {
            AddSpace(parameters, path, nested, condition);
        }
        else if (option.FeatureSpaceDim > 0)
        {
            AddLeaf(parameters, path, option, condition);
        }
    }

    private void AddLeaf(List<Parameter> parameters, string[] path, OptionBase option, Condition? condition)
    {
        var leaf = Leaf.Create(path, option, condition);
        _leaves.Add(leaf);
        parameters.AddRange(leaf.Parameters);
    }
}
