using System.Text.Json;

namespace MLNetTuning.Sweepers.Spaces;

/// <summary>The JSON form of a search space, version 2: docs/search-spaces.md has the schema. Version 1 had no step factors, hints and constraints.</summary>
internal static class SpaceJson
{
    private const int Version = 2;

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
            WriteOptional(writer, "lowCost", parameter.LowCost);
            WriteCondition(writer, parameter.Condition);
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
        WriteConstraints(writer, space.Constraints);
        writer.WriteEndObject();
    });

    public static SearchSpace Read(string json)
    {
        ArgumentNullException.ThrowIfNull(json);
        try
        {
            using var document = JsonDocument.Parse(json);
            return SpaceJsonReader.Read(document.RootElement, Version);
        }
        catch (JsonException e)
        {
            throw new FormatException($"The text is not a search space: it is not JSON. {e.Message}", e);
        }
    }

    private static void WriteBody(Utf8JsonWriter writer, Parameter parameter)
    {
        switch (parameter)
        {
            case FloatParameter p:
                WriteRange(writer, "float", p.Min, p.Max, p.Scale);
                WriteOptional(writer, "step", p.Step);
                WriteOptional(writer, "stepFactor", p.StepFactor);
                WriteOptional(writer, "default", p.Default);
                break;
            case IntParameter p:
                WriteRange(writer, "int", p.Min, p.Max, p.Scale);
                WriteOptional(writer, "step", p.Step);
                WriteOptional(writer, "stepFactor", p.StepFactor);
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

    private static void WriteConstraints(Utf8JsonWriter writer, IReadOnlyList<Constraint> constraints)
    {
        if (constraints.Count == 0)
        {
            return;
        }

        writer.WriteStartArray("constraints");
        foreach (var constraint in constraints)
        {
            writer.WriteStartObject();
            writer.WriteString(constraint.IsExpression ? "expression" : "function", constraint.Name);
            if (!constraint.IsExpression)
            {
                WriteValues(writer, "parameters", constraint.Parameters.Select(ParameterValue.Of));
            }

            writer.WriteEndObject();
        }

        writer.WriteEndArray();
    }
}
