namespace Microsoft.ML.Data;

/// <summary>A part that holds every text once.</summary>
internal interface ICodedText
{
    /// <summary>The texts; may be replaced by equal ones before the part stands in a column.</summary>
    string[] Values { get; }

    /// <summary>Every text once, in the order the rows come upon them.</summary>
    ReadOnlyMemory<char>[] FirstMet();
}
