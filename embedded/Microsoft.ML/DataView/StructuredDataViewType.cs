namespace Microsoft.ML.Data;

/// <summary>A type made of other types, such as a vector.</summary>
public abstract class StructuredDataViewType : DataViewType
{
    /// <summary>Makes the type.</summary>
    /// <param name="rawType">The .NET type of a value.</param>
    protected StructuredDataViewType(Type rawType)
        : base(rawType)
    {
    }
}
