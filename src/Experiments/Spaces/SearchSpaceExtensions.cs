using Microsoft.ML.SearchSpace.Option;
using MLNetTuning.Sweepers.Spaces;
using HostParameter = Microsoft.ML.SearchSpace.Parameter;
using HostSpace = Microsoft.ML.SearchSpace.SearchSpace;
using SearchSpace = MLNetTuning.Sweepers.Spaces.SearchSpace;

namespace MLNetTuning.Experiments.Spaces;

/// <summary>Our search spaces in ML.NET's form, for its own tuners and sweepable estimators.</summary>
public static class SearchSpaceExtensions
{
    /// <summary>
    /// The space as ML.NET's: one option per parameter under the parameter's name. Scales, steps and defaults are kept; conditions are not, as ML.NET
    /// has none: inactive values come along and are dropped by <see cref="FromMLNet"/>.
    /// </summary>
    /// <param name="space">A space without constraints.</param>
    /// <exception cref="InvalidOperationException">The space has constraints, which ML.NET's tuners would break.</exception>
    public static HostSpace ToMLNet(this SearchSpace space)
    {
        ArgumentNullException.ThrowIfNull(space);
        if (space.Constraints.Count > 0)
        {
            throw new InvalidOperationException(
                $"The space has constraints ('{string.Join("', '", space.Constraints.Select(c => c.Name))}'), which ML.NET's tuners do not know. Search it with a sweeper, or leave them out.");
        }

        var host = new HostSpace();
        foreach (var parameter in space.Parameters)
        {
            host[parameter.Name] = Option(parameter);
        }

        return host;
    }

    /// <summary>A configuration of the space from ML.NET's parameters: what is missing gets its default, what is inactive is dropped.</summary>
    /// <param name="space">A space.</param>
    /// <param name="parameter">A sample of what <see cref="ToMLNet"/> made of it.</param>
    /// <exception cref="ArgumentException">A value is not allowed; the message lists every violation.</exception>
    public static Configuration FromMLNet(this SearchSpace space, HostParameter parameter)
    {
        ArgumentNullException.ThrowIfNull(space);
        ArgumentNullException.ThrowIfNull(parameter);
        return space.Complete(new Configuration(space.Parameters
            .Where(p => parameter.ContainsKey(p.Name))
            .Select(p => KeyValuePair.Create(p.Name, HostValues.Read(p, parameter[p.Name])))));
    }

    private static OptionBase Option(Parameter parameter) => parameter switch
    {
        FloatParameter { Step: null, StepFactor: null, Scale: Scale.ReverseLog } p => new ReverseLogOption(p.Min, p.Max, p.DefaultValue.ToDouble()),
        FloatParameter { Step: null, StepFactor: null } p => new UniformDoubleOption(p.Min, p.Max, p.Scale == Scale.Log, p.DefaultValue.ToDouble()),
        IntParameter { Step: 1, StepFactor: null, Min: >= int.MinValue, Max: <= int.MaxValue } p =>
            new UniformIntOption((int)p.Min, (int)p.Max, p.Scale == Scale.Log, (int)p.DefaultValue.ToInt64()),
        ChoiceParameter p => new ChoiceOption([.. p.Choices.Select(Plain)], Plain(p.DefaultValue)),
        BoolParameter p => new ChoiceOption([false, true], p.Default),
        _ => new ParameterOption(parameter),
    };

    private static object Plain(ParameterValue value) => value.Kind switch
    {
        ParameterValueKind.Float => value.ToDouble(),
        ParameterValueKind.Integer when value.ToInt64() is >= int.MinValue and <= int.MaxValue => (int)value.ToInt64(),
        ParameterValueKind.Integer => value.ToInt64(),
        ParameterValueKind.Boolean => value.ToBoolean(),
        _ => value.ToString(),
    };
}
