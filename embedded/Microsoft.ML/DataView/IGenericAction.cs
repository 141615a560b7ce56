namespace Microsoft.ML.Data;

/// <summary>Something to do for the raw type of a column, which is known only at run time.</summary>
internal interface IGenericAction
{
    void Run<T>()
        where T : unmanaged;
}
