namespace Microsoft.ML.Trainers;

/// <summary>The errors of columns that are not of the type a trainer or an evaluator reads, with what to do about it.</summary>
internal static class TrainingErrors
{
    internal static ArgumentOutOfRangeException WrongType(string role, string column, string expected, string got)
        => new("inputSchema", $"Schema mismatch for {role} column '{column}': expected {expected}, got {got}. {Remedy(role, expected)}");

    private static string Remedy(string role, string expected) => (role, expected) switch
    {
        ("feature", _) => "Make one vector of Single of all features first, for example with Transforms.Concatenate.",
        ("label", _) when expected.StartsWith("Key", StringComparison.Ordinal) => "Make the label a key first, with Transforms.Conversion.MapValueToKey.",
        _ => "Convert the column first, with Transforms.Conversion.ConvertType.",
    };
}
