using System.Text.Json;

namespace MLNetTuning.Sweepers.Spaces;

/// <summary>The JSON form of a search space, version 1.</summary>
internal static class SpaceJson
{
    private const int Version = 1;

    public static string Write(SearchSpace space) => JsonValues.Write(writer =>
    {
        writer.WriteStartObject();
        writer.WriteNumber("version", Version);
        writer.WriteStartArray("parameters");
        foreach (var parameter in space.Parameters)
        {
            writer.WriteStartObject();
            writer.WriteString("name", parameter.Name);
            WriteBody(writer, parameter);
            WriteCondition(writer, parameter.Condition);
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
        writer.WriteEndObject();
    });

    public static SearchSpace Read(string json)
    {
        ArgumentNullException.ThrowIfNull(json);
        try
        {
            using var document = JsonDocument.Parse(json);
            int version = document.RootElement.GetProperty("version").GetInt32();
            return version == Version
                ? new SearchSpace(document.RootElement.GetProperty("parameters").EnumerateArray().Select(ReadParameter))
                : throw new FormatException($"version {version} is not known. Allowed: {Version}.");
        }
        catch (Exception e) when (e is JsonException or KeyNotFoundException or InvalidOperationException or ArgumentException)
        {
            throw new FormatException("The text is not a search space: " + e.Message, e);
        }
    }

    private static void WriteBody(Utf8JsonWriter writer, Parameter parameter)
    {
        switch (parameter)
        {
            case FloatParameter p:
                WriteRange(writer, "float", p.Min, p.Max, p.Scale);
                WriteOptional(writer, "step", p.Step);
                WriteOptional(writer, "default", p.Default);
                break;
            case IntParameter p:
                WriteRange(writer, "int", p.Min, p.Max, p.Scale);
                WriteOptional(writer, "step", p.Step);
                WriteOptional(writer, "default", p.Default);
                break;
            case ChoiceParameter p:
                writer.WriteString("type", "choice");
                WriteValues(writer, "choices", p.Choices);
                writer.WriteBoolean("ordered", p.Ordered);
                WriteOptional(writer, "default", p.Default);
                break;
            case BoolParameter p:
                writer.WriteString("type", "bool");
                writer.WriteBoolean("default", p.Default);
                break;
        }
    }

    private static void WriteRange(Utf8JsonWriter writer, string type, ParameterValue min, ParameterValue max, Scale scale)
    {
        writer.WriteString("type", type);
        WriteOptional(writer, "min", min);
        WriteOptional(writer, "max", max);
        writer.WriteString("scale", scale.ToString());
    }

    private static void WriteOptional(Utf8JsonWriter writer, string name, ParameterValue? value)
    {
        if (value is { } present)
        {
            writer.WritePropertyName(name);
            JsonValues.WriteValue(writer, present);
        }
    }

    private static void WriteValues(Utf8JsonWriter writer, string name, IEnumerable<ParameterValue> values)
    {
        writer.WriteStartArray(name);
        foreach (var value in values)
        {
            JsonValues.WriteValue(writer, value);
        }

        writer.WriteEndArray();
    }

    private static void WriteCondition(Utf8JsonWriter writer, Condition? condition)
    {
        if (condition is not null)
        {
            writer.WriteStartObject("condition");
            writer.WriteString("parent", condition.Parent);
            WriteValues(writer, "values", condition.Values);
            writer.WriteEndObject();
        }
    }

    private static Parameter ReadParameter(JsonElement element)
    {
        string name = element.GetProperty("name").GetString()!;
        var condition = element.TryGetProperty("condition", out var c)
            ? Condition.On(c.GetProperty("parent").GetString()!, ReadValues(c.GetProperty("values")))
            : null;
        var initial = Optional(element, "default");
        return element.GetProperty("type").GetString() switch
        {
            "float" => new FloatParameter(name, Number(element, "min").ToDouble(), Number(element, "max").ToDouble(), ReadScale(element))
            { Step = Optional(element, "step")?.ToDouble(), Default = initial?.ToDouble(), Condition = condition },
            "int" => new IntParameter(name, Number(element, "min").ToInt64(), Number(element, "max").ToInt64(), ReadScale(element))
            { Step = Optional(element, "step")?.ToInt64() ?? 1, Default = initial?.ToInt64(), Condition = condition },
            "choice" => new ChoiceParameter(name, ReadValues(element.GetProperty("choices")))
            { Ordered = element.GetProperty("ordered").GetBoolean(), Default = initial, Condition = condition },
            "bool" => new BoolParameter(name) { Default = initial?.ToBoolean() ?? false, Condition = condition },
            var type => throw new FormatException($"parameter type '{type}' is not known. Allowed: float, int, choice, bool."),
        };
    }

    private static ParameterValue[] ReadValues(JsonElement array) => [.. array.EnumerateArray().Select(JsonValues.Read)];

    private static ParameterValue Number(JsonElement element, string name) => JsonValues.Read(element.GetProperty(name));

    private static ParameterValue? Optional(JsonElement element, string name) => element.TryGetProperty(name, out var value) ? JsonValues.Read(value) : (ParameterValue?)null;

    private static Scale ReadScale(JsonElement element) => Enum.Parse<Scale>(element.GetProperty("scale").GetString()!);
}
