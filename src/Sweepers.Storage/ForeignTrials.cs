using System.Text.Json;
using MLNetTuning.Sweepers.Spaces;

namespace MLNetTuning.Sweepers.Storage;

/// <summary>Reads what another program tried into our search space, as far as it fits; the study judges whether it does.</summary>
internal static class ForeignTrials
{
    public static Configuration Configuration(SearchSpace space, IEnumerable<(string Name, double Value, string Distribution)> parameters)
    {
        var values = parameters.ToDictionary(p => p.Name, StringComparer.Ordinal);
        var known = space.Parameters.Where(p => values.ContainsKey(p.Name)).Select(p => KeyValuePair.Create(p.Name, Value(p, values[p.Name])));
        var others = values.Values.Where(v => !space.TryGet(v.Name, out _)).OrderBy(v => v.Name, StringComparer.Ordinal).Select(v => KeyValuePair.Create(v.Name, (ParameterValue)v.Value));
        return new(known.Concat(others));
    }

    // A choice is kept by its place in the list of whoever made the trial, which need not be in our order.
    private static ParameterValue Value(Parameter parameter, (string Name, double Value, string Distribution) row)
    {
        if (parameter is not (ChoiceParameter or BoolParameter))
        {
            return parameter is IntParameter ? (ParameterValue)(long)row.Value : row.Value;
        }

        using var json = JsonDocument.Parse(row.Distribution);
        if (!json.RootElement.TryGetProperty("attributes", out var attributes) || !attributes.TryGetProperty("choices", out var choices)
            || row.Value < 0 || row.Value >= choices.GetArrayLength())
        {
            return row.Value;
        }

        var choice = choices[(int)row.Value];
        return choice.ValueKind switch
        {
            JsonValueKind.String => choice.GetString()!,
            JsonValueKind.True => true,
            JsonValueKind.False => false,
            JsonValueKind.Number when choice.GetRawText().AsSpan().IndexOfAny('.', 'e', 'E') < 0 && choice.TryGetInt64(out long whole) => whole,
            JsonValueKind.Number => choice.GetDouble(),
            _ => row.Value,
        };
    }
}
