using System.Data.Common;
using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using MLNetTuning.Sweepers.Spaces;
using MLNetTuning.Sweepers.Studies;

namespace MLNetTuning.Sweepers.Storage;

/// <summary>How Optuna writes parameters, distributions, states, times and numbers that are not finite.</summary>
internal static class OptunaValues
{
    private static readonly JsonSerializerOptions s_json = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>The number Optuna stores for a value: the value itself, or a choice's index.</summary>
    public static double ToNumber(Parameter parameter, ParameterValue value) => parameter switch
    {
        ChoiceParameter choice => choice.Choices.ToList().IndexOf(value),
        BoolParameter => value.ToBoolean() ? 1 : 0,
        _ => value.ToDouble(),
    };

    /// <summary>The inverse of <see cref="ToNumber"/>.</summary>
    public static ParameterValue FromNumber(Parameter parameter, double number) => parameter switch
    {
        ChoiceParameter choice => choice.Choices[(int)number],
        BoolParameter => number != 0,
        IntParameter => (long)number,
        _ => number,
    };

    /// <summary>Optuna's distribution of a parameter. A reverse log scale, which Optuna lacks, shows as linear; the space has it in full.</summary>
    public static string Distribution(Parameter parameter)
    {
        var (name, attributes) = parameter switch
        {
            FloatParameter p => ("FloatDistribution", Range(p.Step is double step ? Number(step) : null, Number(p.Min), Number(Last(p)), p.Scale)),
            IntParameter p => ("IntDistribution", Range(p.Step, p.Min, p.Min + (p.Max - p.Min) / p.Step * p.Step, p.Scale)),
            ChoiceParameter p => ("CategoricalDistribution", Choices(p.Choices)),
            _ => ("CategoricalDistribution", Choices([false, true])),
        };
        return new JsonObject { ["name"] = name, ["attributes"] = attributes }.ToJsonString(s_json);
    }

    public static string Json(object? value) => JsonSerializer.Serialize(value, s_json);

    public static string State(TrialState state) => state switch
    {
        TrialState.Waiting => "WAITING",
        // Optuna knows no paused trials: one is running, and its lease says the rest.
        TrialState.Running or TrialState.Paused => "RUNNING",
        TrialState.Completed => "COMPLETE",
        TrialState.Stopped => "PRUNED",
        _ => "FAIL",
    };

    public static TrialState State(string text) => text switch
    {
        "WAITING" => TrialState.Waiting,
        "RUNNING" => TrialState.Running,
        "COMPLETE" => TrialState.Completed,
        "PRUNED" => TrialState.Stopped,
        "FAIL" => TrialState.Failed,
        _ => throw new InvalidOperationException($"Trial state '{text}' is not known. Allowed: WAITING, RUNNING, COMPLETE, PRUNED, FAIL."),
    };

    /// <summary>Numbers that are not finite have their own column, because databases disagree on them.</summary>
    public static (double? Value, string Type) Split(double value, string nan = "NAN") => value switch
    {
        double.PositiveInfinity => (null, "INF_POS"),
        double.NegativeInfinity => (null, "INF_NEG"),
        _ when double.IsNaN(value) => (null, nan),
        _ => (value, "FINITE"),
    };

    public static double Join(DbDataReader row, int value, int type) => row.GetString(type) switch
    {
        "FINITE" => row.GetDouble(value),
        "INF_POS" => double.PositiveInfinity,
        "INF_NEG" => double.NegativeInfinity,
        _ => double.NaN,
    };

    // Optuna wants the last step as the upper end.
    private static double Last(FloatParameter p) => p.Step is null ? p.Max : p.FromUnit(1).ToDouble();

    private static JsonObject Range(JsonNode? step, JsonNode low, JsonNode high, Scale scale) =>
        new() { ["step"] = step, ["low"] = low, ["high"] = high, ["log"] = scale == Scale.Log };

    private static JsonObject Choices(IEnumerable<ParameterValue> choices) => new()
    {
        ["choices"] = new JsonArray([.. choices.Select(c => c.Kind switch
        {
            ParameterValueKind.Float => Number(c.ToDouble()),
            ParameterValueKind.Integer => JsonValue.Create(c.ToInt64()),
            ParameterValueKind.Boolean => JsonValue.Create(c.ToBoolean()),
            _ => (JsonNode)JsonValue.Create(c.ToString())!,
        })]),
    };

    // Python tells 1.0 from 1 by the point.
    private static JsonNode Number(double value)
    {
        string text = value.ToString("R", CultureInfo.InvariantCulture);
        return JsonNode.Parse(text.AsSpan().IndexOfAny(".E") < 0 ? text + ".0" : text)!;
    }
}
