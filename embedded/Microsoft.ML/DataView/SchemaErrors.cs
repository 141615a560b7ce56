namespace Microsoft.ML.Data;

/// <summary>The messages for columns that are missing or of the wrong type.</summary>
internal static class SchemaErrors
{
    public static ArgumentOutOfRangeException Missing(string name, string role, IEnumerable<string> present) =>
        new(ParamName, $"Could not find {role} column '{name}'. The columns are {string.Join(", ", present.Select(static n => $"'{n}'"))}.");

    public static ArgumentOutOfRangeException WrongType(string name, string role, string expected, string actual) =>
        new(ParamName, $"Schema mismatch for {role} column '{name}': expected {expected}, got {actual}.");

    /// <summary>The visible column of this name, or the error that says which columns there are.</summary>
    public static DataViewSchema.Column Find(this DataViewSchema schema, string name, string role = "input") =>
        schema.GetColumnOrNull(name) ?? throw Missing(name, role, schema.Where(static c => !c.IsHidden).Select(static c => c.Name));

    private const string ParamName = "inputSchema";
}
