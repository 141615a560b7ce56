using System.Text.Json;
using System.Text.Json.Serialization;

namespace Microsoft.ML.AutoML;

/// <summary>
/// Writes the pipelines that a sweepable pipeline stands for, the one built last, and the estimators.
/// </summary>
internal sealed class SweepablePipelineConverter : JsonConverter<SweepablePipeline>
{
    public override SweepablePipeline Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
        => throw new JsonException("A sweepable pipeline cannot be read from JSON, which does not hold the code that builds its estimators: make it anew.");

    public override void Write(Utf8JsonWriter writer, SweepablePipeline value, JsonSerializerOptions options)
    {
        writer.WriteStartObject();
        writer.WriteString("schema", value.SchemaText);
        writer.WriteString("currentSchema", value.CurrentSchema);
        writer.WritePropertyName("estimators");
        writer.WriteStartObject();
        foreach (var (name, estimator) in value.Estimators)
        {
            writer.WritePropertyName(name);
            JsonSerializer.Serialize(writer, estimator, options);
        }

        writer.WriteEndObject();
        writer.WriteEndObject();
    }
}
