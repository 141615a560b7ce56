using System.Text.Json;
using System.Text.Json.Serialization;
using Microsoft.ML.SearchSpace.Option;

namespace Microsoft.ML.SearchSpace.Converter;

internal sealed class NumericOptionConverter : JsonConverter<UniformNumericOption>
{
    public override UniformNumericOption Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        var schema = JsonSerializer.Deserialize<Schema>(ref reader, options)!;
        return schema.Type switch
        {
            "int" => new UniformIntOption((int)schema.Min, (int)schema.Max, schema.LogBase, (int)schema.Default),
            "float" => new UniformSingleOption((float)schema.Min, (float)schema.Max, schema.LogBase, (float)schema.Default),
            "double" => new UniformDoubleOption(schema.Min, schema.Max, schema.LogBase, schema.Default),
            _ => throw new JsonException($"A range of type '{schema.Type}' is not known: it must be int, float or double."),
        };
    }

    public override void Write(Utf8JsonWriter writer, UniformNumericOption value, JsonSerializerOptions options)
    {
        var schema = new Schema
        {
            Type = value switch
            {
                UniformIntOption => "int",
                UniformSingleOption => "float",
                UniformDoubleOption => "double",
                _ => throw new JsonException($"A range of type {value.GetType().Name} has no JSON form."),
            },
            Default = value.SampleFromFeatureSpace(value.Default!).AsType<double>(),
            Min = value.Min,
            Max = value.Max,
            LogBase = value.LogBase,
        };
        JsonSerializer.Serialize(writer, schema, options);
    }

    private sealed class Schema
    {
        [JsonPropertyName("type")]
        public string Type { get; set; } = "";

        [JsonPropertyName("default")]
        public double Default { get; set; }

        [JsonPropertyName("min")]
        public double Min { get; set; }

        [JsonPropertyName("max")]
        public double Max { get; set; }

        [JsonPropertyName("log_base")]
        public bool LogBase { get; set; }
    }
}
