using System.Text.Json;
using System.Text.Json.Serialization;
using Microsoft.ML.SearchSpace.Option;

namespace Microsoft.ML.SearchSpace.Converter;

internal sealed class ChoiceOptionConverter : JsonConverter<ChoiceOption>
{
    public override ChoiceOption Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        var schema = JsonSerializer.Deserialize<Schema>(ref reader, options)!;
        return new ChoiceOption([.. schema.Choices], schema.Default);
    }

    public override void Write(Utf8JsonWriter writer, ChoiceOption value, JsonSerializerOptions options)
        => JsonSerializer.Serialize(writer, new Schema { Default = value.SampleFromFeatureSpace(value.Default!), Choices = value.Choices }, options);

    private sealed class Schema
    {
        [JsonPropertyName("default")]
        public Parameter? Default { get; set; }

        [JsonPropertyName("choices")]
        public Parameter[] Choices { get; set; } = [];
    }
}
