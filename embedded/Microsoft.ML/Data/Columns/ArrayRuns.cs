namespace Microsoft.ML.Data;

/// <summary>The arrays of a column, one after another.</summary>
internal sealed class ArrayRuns<T>(IReadOnlyList<T[]> parts) : ColumnRuns<T>
{
    private int _part;

    public override ReadOnlySpan<T> Next()
    {
        while (_part < parts.Count)
        {
            var part = parts[_part++];
            if (part.Length > 0)
            {
                return part;
            }
        }

        return default;
    }
}
