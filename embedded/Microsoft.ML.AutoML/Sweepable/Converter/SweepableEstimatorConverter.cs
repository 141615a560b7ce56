using System.Text.Json;
using System.Text.Json.Serialization;
using Microsoft.ML.SearchSpace;

namespace Microsoft.ML.AutoML;

/// <summary>
/// Writes what an estimator makes, as a number, and its parameters. What builds it is code, so there is no way back.
/// </summary>
internal sealed class SweepableEstimatorConverter : JsonConverter<SweepableEstimator>
{
    public override SweepableEstimator Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
        => throw new JsonException("A sweepable estimator cannot be read from JSON, which does not hold the code that builds it: make it anew and give it the parameters.");

    public override void Write(Utf8JsonWriter writer, SweepableEstimator value, JsonSerializerOptions options)
    {
        writer.WriteStartObject();
        writer.WriteNumber("estimatorType", (int)value.EstimatorType);
        writer.WritePropertyName("parameter");
        JsonSerializer.Serialize<Parameter>(writer, value.Parameter, options);
        writer.WriteEndObject();
    }
}
