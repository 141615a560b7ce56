namespace Microsoft.ML.SearchSpace;

/// <summary>
/// The search space described by the attributes <see cref="RangeAttribute"/>, <see cref="ChoiceAttribute"/>,
/// <see cref="BooleanChoiceAttribute"/> and <see cref="NestOptionAttribute"/> of a type's members.
/// </summary>
/// <typeparam name="T">The type; a sample is an instance of it.</typeparam>
public sealed class SearchSpace<T> : SearchSpace
    where T : class, new()
{
    /// <summary>The space of <typeparamref name="T"/>.</summary>
    /// <exception cref="ArgumentException">An attribute does not fit the member it marks.</exception>
    public SearchSpace()
        : base(typeof(T))
    {
    }

    /// <summary>The space of <typeparamref name="T"/>; members without an attribute keep the values of <paramref name="defaultOption"/>.</summary>
    /// <exception cref="ArgumentException">An attribute does not fit the member it marks.</exception>
    public SearchSpace(T defaultOption)
        : base(typeof(T), Parameter.FromObject(defaultOption))
    {
    }

    /// <summary>The instance at a point of the unit cube.</summary>
    /// <exception cref="ArgumentException">The number of coordinates is wrong, or one lies outside [0, 1].</exception>
    public new T SampleFromFeatureSpace(double[] feature) => base.SampleFromFeatureSpace(feature).AsType<T>();

    /// <summary>The point of the unit cube that stands for <paramref name="input"/>.</summary>
    /// <exception cref="ArgumentException">A value lies outside its option.</exception>
    public double[] MappingToFeatureSpace(T input) => MappingToFeatureSpace(Parameter.FromObject(input));
}
