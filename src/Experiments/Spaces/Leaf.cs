using Microsoft.ML.SearchSpace.Option;
using MLNetTuning.Sweepers.Spaces;
using HostParameter = Microsoft.ML.SearchSpace.Parameter;
using OptionBase = Microsoft.ML.SearchSpace.Option.OptionBase;

namespace MLNetTuning.Experiments.Spaces;

/// <summary>One ML.NET option as parameters of ours, and the way back.</summary>
internal sealed record Leaf(string[] Path, IReadOnlyList<Parameter> Parameters, Func<Configuration, HostParameter> Read)
{
    internal string[] Names => [.. Parameters.Select(p => p.Name)];

    internal static Leaf Create(string[] path, OptionBase option, Condition condition)
    {
        var name = string.Join('/', path);
        return option switch
        {
            UniformIntOption o => One(path, new IntParameter(name, (long)o.Min, (long)o.Max, Scale(o)) { Condition = condition, Default = DefaultOf(o)?.AsType<int>() }, c => HostParameter.FromInt(c.GetInt32(name))),
            UniformSingleOption o => One(path, new FloatParameter(name, o.Min, o.Max, Scale(o)) { Condition = condition, Default = Within(o) }, c => HostParameter.FromFloat((float)c.GetDouble(name))),
            UniformDoubleOption o => One(path, new FloatParameter(name, o.Min, o.Max, Scale(o)) { Condition = condition, Default = Within(o) }, c => HostParameter.FromDouble(c.GetDouble(name))),
            ChoiceOption o => Choice(path, name, o, condition),
            _ => Positions(path, name, option, condition),
        };
    }

    private static Leaf One(string[] path, Parameter parameter, Func<Configuration, HostParameter> read) => new(path, [parameter], read);

    private static Leaf Choice(string[] path, string name, ChoiceOption option, Condition condition)
    {
        var choices = option.Choices;
        var number = option.Default is { Length: > 0 } ? Array.FindIndex(choices, c => c.Equals(option.SampleFromFeatureSpace(option.Default))) : 0;
        var parameter = new ChoiceParameter(name, [.. Enumerable.Range(0, choices.Length).Select(i => ParameterValue.Of((long)i))])
        {
            Condition = condition,
            Default = ParameterValue.Of((long)Math.Max(0, number)),
        };
        return One(path, parameter, c => choices[c.GetInt32(name)]);
    }

    /// <summary>Any other option is walked by its position in ML.NET's feature space.</summary>
    private static Leaf Positions(string[] path, string name, OptionBase option, Condition condition)
    {
        Parameter[] parameters = [.. Enumerable.Range(0, option.FeatureSpaceDim).Select(i => new FloatParameter($"{name}[{i}]", 0, 1)
        {
            Condition = condition,
            Default = option.Default is { } d && d.Length > i ? d[i] : null,
        })];
        string[] names = [.. parameters.Select(p => p.Name)];
        return new Leaf(path, parameters, c => option.SampleFromFeatureSpace([.. names.Select(c.GetDouble)]));
    }

    private static Scale Scale(UniformNumericOption option) => option.LogBase ? Sweepers.Spaces.Scale.Log : Sweepers.Spaces.Scale.Linear;

    private static HostParameter? DefaultOf(OptionBase option) => option.Default is { Length: > 0 } position ? option.SampleFromFeatureSpace(position) : null;

    /// <summary>Rounding on the way through the unit interval must not leave the range.</summary>
    private static double? Within(UniformNumericOption option) => DefaultOf(option) is { } value ? Math.Clamp(value.AsType<double>(), option.Min, option.Max) : null;
}
