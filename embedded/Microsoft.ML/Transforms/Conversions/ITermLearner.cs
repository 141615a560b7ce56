namespace Microsoft.ML.Transforms;

/// <summary>Collects the values of a column.</summary>
internal interface ITermLearner
{
    /// <summary>Takes the values of the current row.</summary>
    void Process();

    /// <summary>What takes the whole column at once; null where it comes row by row only.</summary>
    Action? Whole(IDataView input, DataViewSchema.Column column);

    TermMap Finish();
}
