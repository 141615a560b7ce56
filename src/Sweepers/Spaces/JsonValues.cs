using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace MLNetTuning.Sweepers.Spaces;

/// <summary>Parameter values in JSON, so that kind and value come back the same: a double always has a point or an exponent.</summary>
internal static class JsonValues
{
    private static readonly JsonWriterOptions s_options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static string Write(Action<Utf8JsonWriter> body)
    {
        using var stream = new MemoryStream();
        using (var writer = new Utf8JsonWriter(stream, s_options))
        {
            body(writer);
        }

        return Encoding.UTF8.GetString(stream.ToArray());
    }

    public static void WriteValue(Utf8JsonWriter writer, ParameterValue value)
    {
        switch (value.Kind)
        {
            case ParameterValueKind.Float:
                WriteDouble(writer, value.ToDouble());
                break;
            case ParameterValueKind.Integer:
                writer.WriteNumberValue(value.ToInt64());
                break;
            case ParameterValueKind.Boolean:
                writer.WriteBooleanValue(value.ToBoolean());
                break;
            default:
                writer.WriteStringValue(value.ToString());
                break;
        }
    }

    public static void WriteDouble(Utf8JsonWriter writer, double value)
    {
        string text = value.ToString("R", CultureInfo.InvariantCulture);
        writer.WriteRawValue(text.AsSpan().IndexOfAny(".E") < 0 ? text + ".0" : text);
    }

    public static ParameterValue Read(JsonElement element) => element.ValueKind switch
    {
        JsonValueKind.True => true,
        JsonValueKind.False => false,
        JsonValueKind.String => element.GetString()!,
        JsonValueKind.Number when element.GetRawText().AsSpan().IndexOfAny(".eE") < 0 && element.TryGetInt64(out long whole) => whole,
        JsonValueKind.Number => element.GetDouble(),
        _ => throw new FormatException($"{element.ValueKind} is not a parameter value. Allowed: numbers, texts, true and false."),
    };
}
