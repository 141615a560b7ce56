using System.Globalization;
using Microsoft.ML.SearchSpace;
using Microsoft.ML.SearchSpace.Option;
using MLNetTuning.Sweepers.Spaces;
using HostParameter = Microsoft.ML.SearchSpace.Parameter;
using HostSpace = Microsoft.ML.SearchSpace.SearchSpace;
using SweeperParameter = MLNetTuning.Sweepers.Spaces.Parameter;
using SweeperSearchSpace = MLNetTuning.Sweepers.Spaces.SearchSpace;

namespace Microsoft.ML.AutoML;

/// <summary>
/// A search space as sweepers see it. One parameter stands for each coordinate, a choice where it is one, else a position in [0, 1], as the
/// scale lies in the coordinate already. Parameters of an estimator are active only in the pipelines that hold it.
/// </summary>
internal sealed class SweeperSpace
{
    private readonly HostSpace _source;
    private readonly Coordinate[] _coordinates;

    /// <summary>The space.</summary>
    /// <param name="source">The space as the host has it.</param>
    /// <param name="byPipeline">Whether parameters are active only in the pipelines that hold them; else all are, always.</param>
    public SweeperSpace(HostSpace source, bool byPipeline = true)
    {
        _source = source;
        _coordinates = [.. Walk(source, "").Select(coordinate => byPipeline ? coordinate : coordinate.Always())];
        PipelineName = byPipeline ? _coordinates.FirstOrDefault(coordinate => coordinate.IsPipeline && coordinate.PipelineName is null)?.Name : null;
        Space = new SweeperSearchSpace(_coordinates.Select(ToSweeper));
    }

    /// <summary>The space.</summary>
    public SweeperSearchSpace Space { get; }

    /// <summary>The name of the choice of pipelines; null when there is none to choose.</summary>
    public string? PipelineName { get; }

    /// <summary>
    /// Default parameters of the pipelines to begin with: in their order, each that holds an estimator no earlier one holds. Where trainers are
    /// combined with featurizers, every trainer and every featurizer is tried once, not every pair.
    /// </summary>
    public IReadOnlyList<Configuration> Defaults()
    {
        if (PipelineName is null)
        {
            return [Space.Default];
        }

        var seen = new HashSet<string>(StringComparer.Ordinal);
        var wanted = new List<Configuration>();
        foreach (var pipeline in ((ChoiceParameter)Space[PipelineName]).Choices)
        {
            // All names are entered, so the count tells whether one was new.
            if (PipelineExpression.Parse(pipeline.ToString()).Names().Count(seen.Add) > 0)
            {
                wanted.Add(Space.Complete(Configuration.Of((PipelineName, pipeline))));
            }
        }

        return wanted;
    }

    public HostParameter ToParameter(Configuration configuration)
    {
        var point = (double[])_source.Default!.Clone();
        for (var i = 0; i < point.Length; i++)
        {
            if (configuration.TryGet(_coordinates[i].Name, out var value))
            {
                point[i] = _coordinates[i].ToPosition(value);
            }
        }

        return _source.SampleFromFeatureSpace(point);
    }

    public Configuration ToConfiguration(HostParameter parameter)
    {
        var point = _source.MappingToFeatureSpace(parameter);
        var values = _coordinates.Select((coordinate, i) => KeyValuePair.Create(coordinate.Name, coordinate.FromPosition(point[i]))).ToDictionary();
        var active = _coordinates.Where(coordinate => coordinate.IsActive(values));
        return Space.Complete(new Configuration(active.Select(coordinate => KeyValuePair.Create(coordinate.Name, values[coordinate.Name]))));
    }

    private SweeperParameter ToSweeper(Coordinate coordinate, int index)
    {
        var position = _source.Default![index];
        Condition? condition = coordinate.Pipelines is { } pipelines ? Condition.On(coordinate.PipelineName!, [.. pipelines.Select(ParameterValue.Of)]) : null;
        return coordinate.Choices is { } choices
            ? new ChoiceParameter(coordinate.Name, [.. choices]) { Default = coordinate.FromPosition(position), Condition = condition }
            : new FloatParameter(coordinate.Name, 0, 1) { Default = coordinate.FromPosition(position).ToDouble(), Condition = condition };
    }

    /// <summary>The coordinates below an option, in the order the host counts them.</summary>
    private static IEnumerable<Coordinate> Walk(HostSpace space, string path)
    {
        var pipelineName = $"{path}{SweepablePipeline.SchemaKey}";
        var pipelines = space.TryGetValue(SweepablePipeline.SchemaKey, out var schema) && schema is ChoiceOption { Choices.Length: > 1 } choice
            ? choice.Choices.Select(value => value.AsType<string>()).ToArray()
            : null;
        foreach (var (name, option) in space.OrderBy(pair => pair.Key, StringComparer.Ordinal))
        {
            string[]? holders = pipelines is null || name == SweepablePipeline.SchemaKey
                ? null
                : [.. pipelines.Where(pipeline => PipelineExpression.Parse(pipeline).Names().Contains(name))];
            foreach (var coordinate in Walk(option, path + name))
            {
                yield return holders is null || holders.Length == pipelines!.Length ? coordinate : coordinate.Under(pipelineName, holders);
            }
        }
    }

    private static IEnumerable<Coordinate> Walk(OptionBase option, string path) => option switch
    {
        HostSpace space => Walk(space, $"{path}/"),
        ChoiceOption { FeatureSpaceDim: 1 } choice => [new Coordinate(path, [.. choice.Choices.Select(Value)])],
        _ => Enumerable.Range(0, option.FeatureSpaceDim).Select(i => new Coordinate(i == 0 ? path : string.Create(CultureInfo.InvariantCulture, $"{path}#{i}"), null)),
    };

    private static ParameterValue Value(HostParameter value) => value.ParameterType switch
    {
        ParameterType.Integer => value.AsType<long>(),
        ParameterType.Number => value.AsType<double>(),
        ParameterType.Bool => value.AsType<bool>(),
        ParameterType.String => value.AsType<string>(),
        _ => value.ToString(),
    };
}
