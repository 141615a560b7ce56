namespace Microsoft.ML.AutoML;

/// <summary>
/// A file whose columns cannot be inferred.
/// </summary>
public sealed class InferenceException : Exception
{
    /// <summary>What could not be inferred.</summary>
    public InferenceExceptionType InferenceExceptionType;

    internal InferenceException(InferenceExceptionType inferenceType, string message)
        : base(message)
    {
        InferenceExceptionType = inferenceType;
    }
}
