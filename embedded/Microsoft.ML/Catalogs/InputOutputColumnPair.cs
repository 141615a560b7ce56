namespace Microsoft.ML;

/// <summary>The name of a column to compute and of the column to compute it from.</summary>
public sealed class InputOutputColumnPair
{
    /// <summary>Names a pair.</summary>
    /// <param name="outputColumnName">The column computed, not empty.</param>
    /// <param name="inputColumnName">The column read; null for the same name.</param>
    public InputOutputColumnPair(string outputColumnName, string? inputColumnName = null)
    {
        ArgumentException.ThrowIfNullOrEmpty(outputColumnName);
        OutputColumnName = outputColumnName;
        InputColumnName = inputColumnName ?? outputColumnName;
    }

    /// <summary>The column read.</summary>
    public string InputColumnName { get; }

    /// <summary>The column computed.</summary>
    public string OutputColumnName { get; }
}
