namespace Microsoft.ML.Transforms;

/// <summary>Collects the values of a column.</summary>
internal interface ITermLearner
{
    /// <summary>Takes the values of the current row.</summary>
    void Process();

    TermMap Finish();
}
