using Microsoft.ML.SearchSpace;
using MLNetTuning.Sweepers.Spaces;
using HostParameter = Microsoft.ML.SearchSpace.Parameter;
using Parameter = MLNetTuning.Sweepers.Spaces.Parameter;

namespace MLNetTuning.Experiments.Spaces;

/// <summary>Values in ML.NET's form and in ours.</summary>
internal static class HostValues
{
    internal static HostParameter Write(ParameterValue value) => value.Kind switch
    {
        ParameterValueKind.Float => HostParameter.FromDouble(value.ToDouble()),
        ParameterValueKind.Integer when value.ToInt64() is >= int.MinValue and <= int.MaxValue => HostParameter.FromInt((int)value.ToInt64()),
        ParameterValueKind.Integer => HostParameter.FromLong(value.ToInt64()),
        ParameterValueKind.Boolean => HostParameter.FromBool(value.ToBoolean()),
        _ => HostParameter.FromString(value.ToString()),
    };

    /// <summary>The value of a parameter, or null where it is a list or an object.</summary>
    internal static ParameterValue? Scalar(HostParameter value) => value.ParameterType switch
    {
        ParameterType.Integer => value.AsType<long>(),
        ParameterType.Number => value.AsType<double>(),
        ParameterType.Bool => value.AsType<bool>(),
        ParameterType.String => value.AsType<string>(),
        _ => (ParameterValue?)null,
    };

    /// <summary>The value as one of a parameter's own. What rounding has pushed past an end of a range is put back.</summary>
    internal static ParameterValue Read(Parameter parameter, HostParameter value) => parameter switch
    {
        FloatParameter p => Math.Clamp(value.AsType<double>(), p.Min, p.Max),
        IntParameter => ParameterValue.Of(value.AsType<long>()),
        BoolParameter => value.AsType<bool>(),
        ChoiceParameter p => Choice(p, value),
        _ => throw new ArgumentException($"Parameters of type {parameter.GetType().Name} are not known."),
    };

    // 1 and 1.0 are one choice in ML.NET.
    private static ParameterValue Choice(ChoiceParameter parameter, HostParameter value)
    {
        var given = Scalar(value) ?? throw new ArgumentException($"'{parameter.Name}' is a list or an object. Allowed: {parameter.Allowed}.");
        foreach (var choice in parameter.Choices)
        {
            if (choice == given || (choice.IsNumber && given.IsNumber && choice.ToDouble() == given.ToDouble()))
            {
                return choice;
            }
        }

        return given;
    }
}
