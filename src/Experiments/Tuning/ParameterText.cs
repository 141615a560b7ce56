using System.Globalization;
using Microsoft.ML.SearchSpace;

namespace MLNetTuning.Experiments.Tuning;

/// <summary>ML.NET parameters as text, in ordinal key order and invariant culture.</summary>
internal static class ParameterText
{
    /// <summary>Exact: equal texts mean equal parameters.</summary>
    internal static string Canonical(Parameter parameter) => Write(parameter, d => d.ToString("R", CultureInfo.InvariantCulture));

    /// <summary>For people: three significant digits.</summary>
    internal static string Short(Parameter parameter) => Write(parameter, d => d.ToString("0.###e0", CultureInfo.InvariantCulture) is var scientific && d != 0 && (Math.Abs(d) < 0.001 || Math.Abs(d) >= 10000)
        ? scientific
        : d.ToString("0.####", CultureInfo.InvariantCulture)).Trim('{', '}');

    private static string Write(Parameter parameter, Func<double, string> number) => parameter.ParameterType switch
    {
        ParameterType.Object => "{" + string.Join(' ', parameter.Keys.Order(StringComparer.Ordinal).Select(k => k + "=" + Write(parameter[k], number))) + "}",
        ParameterType.Number => number(parameter.AsType<double>()),
        ParameterType.Integer => parameter.AsType<long>().ToString(CultureInfo.InvariantCulture),
        ParameterType.Bool => parameter.AsType<bool>() ? "true" : "false",
        ParameterType.String => parameter.AsType<string>(),
        _ => parameter.ToString() ?? string.Empty,
    };
}
