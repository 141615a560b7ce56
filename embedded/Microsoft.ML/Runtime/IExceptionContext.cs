namespace Microsoft.ML.Runtime;

/// <summary>Something on whose behalf exceptions are thrown.</summary>
public interface IExceptionContext
{
    /// <summary>What the context is.</summary>
    string ContextDescription { get; }

    /// <summary>Notes in an exception where it arose.</summary>
    /// <typeparam name="TException">The type of the exception.</typeparam>
    /// <param name="ex">The exception.</param>
    TException Process<TException>(TException ex)
        where TException : Exception;
}
