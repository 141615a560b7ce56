using System.Text.Json;

namespace MLNetTuning.Sweepers.Spaces;

/// <summary>Reads the JSON form of a search space: strict about names, so that a misspelt one is an error and not a default.</summary>
internal static class SpaceJsonReader
{
    private static readonly string[] s_any = ["name", "type", "default", "lowCost", "condition"];

    public static SearchSpace Read(JsonElement root, int version)
    {
        try
        {
            int given = Whole(Required(root, "version"));
            if (given < 1 || given > version)
            {
                throw new FormatException($"version {given} is not known. Allowed: 1 to {version}.");
            }

            Known(root, ["version", "parameters", "constraints"]);
            var constraints = root.TryGetProperty("constraints", out var rules) ? [.. rules.EnumerateArray().Select(ReadConstraint)] : new List<Constraint>();
            return new SearchSpace([.. Required(root, "parameters").EnumerateArray().Select(ReadParameter)], constraints);
        }
        catch (Exception e) when (e is InvalidOperationException or ArgumentException or FormatException)
        {
            throw new FormatException("The text is not a search space: " + e.Message, e);
        }
    }

    private static Parameter ReadParameter(JsonElement element, int index)
    {
        string name = Text(Required(element, "name"));
        try
        {
            return ReadBody(element, name);
        }
        catch (Exception e) when (e is InvalidOperationException or FormatException)
        {
            throw new FormatException($"parameter {index} ('{name}'): {e.Message}", e);
        }
    }

    private static Parameter ReadBody(JsonElement element, string name)
    {
        string type = Text(Required(element, "type"));
        Known(element, [.. s_any, .. type switch
        {
            "float" or "int" => ["min", "max", "scale", "step", "stepFactor"],
            "choice" => ["choices", "ordered"],
            "bool" => Array.Empty<string>(),
            _ => throw new FormatException($"type '{type}' is not known. Allowed: float, int, choice, bool."),
        }]);
        var condition = element.TryGetProperty("condition", out var c)
            ? Condition.On(Text(Required(c, "parent")), Values(Required(c, "values")))
            : null;
        var (initial, cheap) = (Optional(element, "default"), Optional(element, "lowCost"));
        return type switch
        {
            "float" => new FloatParameter(name, Value(element, "min").ToDouble(), Value(element, "max").ToDouble(), ReadScale(element))
            { Step = Optional(element, "step")?.ToDouble(), StepFactor = Optional(element, "stepFactor")?.ToDouble(), Default = initial?.ToDouble(), LowCost = cheap, Condition = condition },
            "int" => new IntParameter(name, Value(element, "min").ToInt64(), Value(element, "max").ToInt64(), ReadScale(element))
            { Step = Optional(element, "step")?.ToInt64() ?? 1, StepFactor = Optional(element, "stepFactor")?.ToInt64(), Default = initial?.ToInt64(), LowCost = cheap, Condition = condition },
            "choice" => new ChoiceParameter(name, Values(Required(element, "choices")))
            { Ordered = Optional(element, "ordered")?.ToBoolean() ?? false, Default = initial, LowCost = cheap, Condition = condition },
            _ => new BoolParameter(name) { Default = initial?.ToBoolean() ?? false, LowCost = cheap, Condition = condition },
        };
    }

    private static Constraint ReadConstraint(JsonElement element)
    {
        Known(element, ["expression", "function", "parameters"]);
        return element.TryGetProperty("expression", out var expression)
            ? Constraint.Parse(Text(expression))
            : new Constraint(Text(Required(element, "function")), false, null, Values(Required(element, "parameters")).Select(v => v.ToString()));
    }

    private static void Known(JsonElement element, string[] allowed)
    {
        foreach (var property in element.EnumerateObject())
        {
            if (!allowed.Contains(property.Name))
            {
                throw new FormatException($"'{property.Name}' is not known here. Allowed: {string.Join(", ", allowed)}.");
            }
        }
    }

    private static JsonElement Required(JsonElement element, string name) => element.TryGetProperty(name, out var value)
        ? value
        : throw new FormatException($"'{name}' is missing.");

    private static string Text(JsonElement element) => element.ValueKind == JsonValueKind.String
        ? element.GetString()!
        : throw new FormatException($"{element.GetRawText()} should be a text.");

    private static int Whole(JsonElement element) => element.ValueKind == JsonValueKind.Number && element.TryGetInt32(out int value)
        ? value
        : throw new FormatException($"{element.GetRawText()} should be a whole number.");

    private static ParameterValue[] Values(JsonElement array) => [.. array.EnumerateArray().Select(JsonValues.Read)];

    private static ParameterValue Value(JsonElement element, string name) => JsonValues.Read(Required(element, name));

    private static ParameterValue? Optional(JsonElement element, string name) => element.TryGetProperty(name, out var value) ? JsonValues.Read(value) : (ParameterValue?)null;

    private static Scale ReadScale(JsonElement element)
    {
        if (!element.TryGetProperty("scale", out var scale))
        {
            return Scale.Linear;
        }

        return Enum.TryParse<Scale>(Text(scale), ignoreCase: true, out var read) && Enum.IsDefined(read)
            ? read
            : throw new FormatException($"scale '{scale}' is not known. Allowed: {string.Join(", ", Enum.GetNames<Scale>())}.");
    }
}
