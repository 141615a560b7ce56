using System.Text.Json;
using System.Text.Json.Serialization;

namespace Microsoft.ML.SearchSpace.Converter;

internal sealed class ParameterConverter : JsonConverter<Parameter>
{
    public override Parameter? Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        switch (reader.TokenType)
        {
            case JsonTokenType.StartObject:
                return Parameter.CreateNestedParameter([.. JsonSerializer.Deserialize<Dictionary<string, Parameter>>(ref reader, options)!]);
            case JsonTokenType.StartArray:
                return Parameter.FromIEnumerable(ReadArray(ref reader, options));
            case JsonTokenType.String:
                return Parameter.FromString(reader.GetString()!);
            case JsonTokenType.Number:
                return reader.TryGetInt64(out var whole) ? Parameter.FromLong(whole) : Parameter.FromDouble(reader.GetDouble());
            case JsonTokenType.True:
                return Parameter.FromBool(true);
            case JsonTokenType.False:
                return Parameter.FromBool(false);
            case JsonTokenType.Null:
                return null;
            default:
                throw new JsonException($"A parameter cannot start with the JSON token {reader.TokenType}.");
        }
    }

    public override void Write(Utf8JsonWriter writer, Parameter value, JsonSerializerOptions options)
        => JsonSerializer.Serialize(writer, value.Value, value.Value.GetType(), options);

    private List<object?> ReadArray(ref Utf8JsonReader reader, JsonSerializerOptions options)
    {
        var values = new List<object?>();
        while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
        {
            values.Add(Read(ref reader, typeof(Parameter), options));
        }

        return values;
    }
}
