namespace Microsoft.ML.Data;

/// <summary>A type whose values are whole in themselves: a number, text, a truth value, a key, a time.</summary>
public abstract class PrimitiveDataViewType : DataViewType
{
    /// <summary>Makes the type.</summary>
    /// <param name="rawType">The .NET type of a value.</param>
    /// <exception cref="ArgumentException">The values would need disposing.</exception>
    protected PrimitiveDataViewType(Type rawType)
        : base(rawType)
    {
        if (typeof(IDisposable).IsAssignableFrom(rawType))
        {
            throw new ArgumentException($"A primitive column type cannot hold disposable values, but {rawType} was given.", nameof(rawType));
        }
    }
}
