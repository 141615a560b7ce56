using System.Text.Json;
using System.Text.Json.Serialization;
using Microsoft.ML.SearchSpace.Option;

namespace Microsoft.ML.SearchSpace.Converter;

/// <summary>
/// Tells the options apart by their members: "choices" is a choice, "min" with "type" a range, anything else a nested space.
/// </summary>
internal sealed class OptionConverter : JsonConverter<OptionBase>
{
    public override OptionBase Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        using var document = JsonDocument.ParseValue(ref reader);
        var element = document.RootElement;
        if (element.ValueKind != JsonValueKind.Object)
        {
            throw new JsonException($"An option must be a JSON object, but is {element.ValueKind}.");
        }

        if (element.TryGetProperty("choices", out var choices) && choices.ValueKind == JsonValueKind.Array)
        {
            return element.Deserialize<ChoiceOption>(options)!;
        }

        return element.TryGetProperty("type", out var type) && type.ValueKind == JsonValueKind.String
            ? element.Deserialize<UniformNumericOption>(options)!
            : element.Deserialize<SearchSpace>(options)!;
    }

    public override void Write(Utf8JsonWriter writer, OptionBase value, JsonSerializerOptions options)
    {
        switch (value)
        {
            case SearchSpace space:
                JsonSerializer.Serialize(writer, space, options);
                break;
            case ChoiceOption choice:
                JsonSerializer.Serialize(writer, choice, options);
                break;
            case UniformNumericOption range:
                JsonSerializer.Serialize(writer, range, options);
                break;
            default:
                throw new JsonException($"An option of type {value.GetType().Name} has no JSON form: only ranges, choices and search spaces have.");
        }
    }
}
