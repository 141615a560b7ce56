namespace Microsoft.ML.Data;

/// <summary>Pairs of output and input column names.</summary>
internal static class NamePairs
{
    public static (string Output, string Input)[] Of(InputOutputColumnPair[] columns)
    {
        ArgumentNullException.ThrowIfNull(columns);
        return columns.Length > 0
            ? Array.ConvertAll(columns, static c => (c.OutputColumnName, c.InputColumnName))
            : throw new ArgumentException("Name at least one column.", nameof(columns));
    }

    public static (string Output, string Input)[] Of(string outputColumnName, string? inputColumnName)
    {
        ArgumentException.ThrowIfNullOrEmpty(outputColumnName);
        return [(outputColumnName, string.IsNullOrEmpty(inputColumnName) ? outputColumnName : inputColumnName)];
    }

    public static void Write(ModelWriter writer, (string Output, string Input)[] pairs)
    {
        writer.WriteArray(pairs.Select(static p => p.Output).ToArray());
        writer.WriteArray(pairs.Select(static p => p.Input).ToArray());
    }

    public static (string Output, string Input)[] Read(ModelReader reader)
    {
        var outputs = reader.ReadStrings();
        var inputs = reader.ReadStrings();
        return outputs.Length == inputs.Length
            ? outputs.Zip(inputs).ToArray()
            : throw reader.Corrupt($"{outputs.Length} output columns meet {inputs.Length} input columns");
    }
}
