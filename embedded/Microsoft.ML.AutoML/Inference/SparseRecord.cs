using System.Globalization;

namespace Microsoft.ML.AutoML;

/// <summary>
/// A record that ends in a sparse vector: its length, then fields like <c>index:value</c>, as in <c>label 10 0:6 3:9</c>.
/// </summary>
internal static class SparseRecord
{
    private const int LengthLimit = 10_000;

    /// <summary>The record with the vector written out, absent values empty; itself when it holds no such field.</summary>
    /// <returns>Null when the fields make no vector.</returns>
    public static string[]? Expand(string[] fields)
    {
        var first = Array.FindIndex(fields, field => Parse(field) is not null);
        if (first < 0)
        {
            return fields;
        }

        if (first == 0 || !TryRead(fields[first - 1], out var length) || length is 0 or > LengthLimit)
        {
            return null;
        }

        var dense = new string[first - 1 + length];
        Array.Fill(dense, "");
        fields.AsSpan(0, first - 1).CopyTo(dense);
        foreach (var field in fields.AsSpan(first))
        {
            if (Parse(field) is not var (index, value) || index >= length)
            {
                return null;
            }

            dense[first - 1 + index] = value;
        }

        return dense;
    }

    private static (int Index, string Value)? Parse(string field)
    {
        var colon = field.IndexOf(':', StringComparison.Ordinal);
        return colon > 0 && TryRead(field.AsSpan(0, colon), out var index) ? (index, field[(colon + 1)..]) : null;
    }

    private static bool TryRead(ReadOnlySpan<char> text, out int number) => int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out number);
}
