using Microsoft.ML.SearchSpace.Option;
using MLNetTuning.Sweepers.Spaces;
using HostParameter = Microsoft.ML.SearchSpace.Parameter;
using OptionBase = Microsoft.ML.SearchSpace.Option.OptionBase;

namespace MLNetTuning.Experiments.Spaces;

/// <summary>One ML.NET option as parameters of ours, and the way back.</summary>
/// <param name="Path">The keys that lead to it.</param>
/// <param name="Parameters">The parameters: one, or one for each coordinate of an option we do not know.</param>
/// <param name="Read">Our values in ML.NET's form.</param>
/// <param name="Write">ML.NET's value as ours, in the order of the parameters.</param>
internal sealed record Leaf(string[] Path, IReadOnlyList<Parameter> Parameters, Func<Configuration, HostParameter> Read, Func<HostParameter, ParameterValue[]> Write)
{
    internal string[] Names => [.. Parameters.Select(p => p.Name)];

    internal static Leaf Create(string[] path, OptionBase option, Condition? condition)
    {
        var name = string.Join('/', path);
        return option switch
        {
            ReverseLogOption o => One(path, new FloatParameter(name, o.Min, o.Max, Sweepers.Spaces.Scale.ReverseLog) { Condition = condition, Default = Within(o) }, c => HostParameter.FromDouble(c.GetDouble(name))),
            UniformIntOption o => One(path, new IntParameter(name, (long)o.Min, (long)o.Max, Scale(o)) { Condition = condition, Default = DefaultOf(o)?.AsType<int>() }, c => HostParameter.FromInt(c.GetInt32(name))),
            UniformSingleOption o => One(path, new FloatParameter(name, o.Min, o.Max, Scale(o)) { Condition = condition, Default = Within(o) }, c => HostParameter.FromFloat((float)c.GetDouble(name))),
            UniformDoubleOption o => One(path, new FloatParameter(name, o.Min, o.Max, Scale(o)) { Condition = condition, Default = Within(o) }, c => HostParameter.FromDouble(c.GetDouble(name))),
            ChoiceOption o => Choice(path, name, o, condition),
            _ => Positions(path, name, option, condition),
        };
    }

    private static Leaf One(string[] path, Parameter parameter, Func<Configuration, HostParameter> read) => new(path, [parameter], read, value => [HostValues.Read(parameter, value)]);

    private static Leaf Choice(string[] path, string name, ChoiceOption option, Condition? condition)
    {
        var choices = option.Choices;
        var values = Values(choices);
        int initial = option.Default is { Length: > 0 } ? Array.FindIndex(choices, c => c.Equals(option.SampleFromFeatureSpace(option.Default))) : 0;
        var parameter = new ChoiceParameter(name, values) { Condition = condition, Default = values[Math.Max(0, initial)] };
        return new Leaf(path, [parameter], c => choices[Array.IndexOf(values, c[name])], value => [values[Math.Max(0, Array.IndexOf(choices, value))]]);
    }

    // Choices that have no value of their own, or would share one, are numbered.
    private static ParameterValue[] Values(HostParameter[] choices)
    {
        ParameterValue?[] own = [.. choices.Select(HostValues.Scalar)];
        return own.Contains(null) || own.Distinct().Count() < own.Length
            ? [.. Enumerable.Range(0, choices.Length).Select(i => ParameterValue.Of((long)i))]
            : [.. own.Select(v => v!.Value)];
    }

    /// <summary>Any other option is walked by its position in ML.NET's feature space.</summary>
    private static Leaf Positions(string[] path, string name, OptionBase option, Condition? condition)
    {
        Parameter[] parameters = [.. Enumerable.Range(0, option.FeatureSpaceDim).Select(i => new FloatParameter($"{name}[{i}]", 0, 1)
        {
            Condition = condition,
            Default = option.Default is { } d && d.Length > i ? d[i] : null,
        })];
        string[] names = [.. parameters.Select(p => p.Name)];
        return new Leaf(path, parameters, c => option.SampleFromFeatureSpace([.. names.Select(c.GetDouble)]),
            value => [.. option.MappingToFeatureSpace(value).Select(v => ParameterValue.Of(Math.Clamp(v, 0, 1)))]);
    }

    private static Scale Scale(UniformNumericOption option) => option.LogBase ? Sweepers.Spaces.Scale.Log : Sweepers.Spaces.Scale.Linear;

    private static HostParameter? DefaultOf(OptionBase option) => option.Default is { Length: > 0 } position ? option.SampleFromFeatureSpace(position) : null;

    /// <summary>Rounding on the way through the unit interval must not leave the range.</summary>
    private static double? Within(UniformNumericOption option) => DefaultOf(option) is { } value ? Math.Clamp(value.AsType<double>(), option.Min, option.Max) : null;
}
