namespace Microsoft.ML.Data;

/// <summary>Says which fields of a text file a member is read from.</summary>
[AttributeUsage(AttributeTargets.Field | AttributeTargets.Property, AllowMultiple = false, Inherited = true)]
public sealed class LoadColumnAttribute : Attribute
{
    /// <summary>One field: a scalar.</summary>
    /// <param name="fieldIndex">Which, from 0.</param>
    public LoadColumnAttribute(int fieldIndex)
    {
        Sources = [new TextLoader.Range(fieldIndex)];
    }

    /// <summary>Neighbouring fields: a vector.</summary>
    /// <param name="start">The first, from 0.</param>
    /// <param name="end">The last, included.</param>
    public LoadColumnAttribute(int start, int end)
    {
        Sources = [new TextLoader.Range(start, end)];
    }

    /// <summary>Some fields: a vector.</summary>
    /// <param name="columnIndexes">Which, from 0.</param>
    public LoadColumnAttribute(int[] columnIndexes)
    {
        ArgumentNullException.ThrowIfNull(columnIndexes);
        Sources = Array.ConvertAll(columnIndexes, static i => new TextLoader.Range(i));
    }

    internal TextLoader.Range[] Sources { get; }
}
