namespace Microsoft.ML.SearchSpace.Option;

/// <summary>
/// A range of whole numbers. A position between two of them gives the lower; the largest is had at position 1.
/// </summary>
public sealed class UniformIntOption : UniformNumericOption
{
    /// <summary>
    /// Makes a range.
    /// </summary>
    /// <param name="min">The smallest value; above zero when <paramref name="logBase"/> is set.</param>
    /// <param name="max">The largest value, above <paramref name="min"/>.</param>
    /// <param name="logBase">Whether the scale is logarithmic. Default: false.</param>
    /// <param name="defaultValue">The default, within the range. Default: <paramref name="min"/>.</param>
    /// <exception cref="ArgumentException">The bounds or the default are not valid.</exception>
    public UniformIntOption(int min, int max, bool logBase = false, int? defaultValue = null)
        : base(min, max, logBase)
    {
        if (defaultValue is { } value)
        {
            Default = MappingToFeatureSpace(Parameter.FromInt(value));
        }
    }

    /// <inheritdoc/>
    /// <exception cref="ArgumentException">There is not exactly one coordinate, or it lies outside [0, 1].</exception>
    public override Parameter SampleFromFeatureSpace(double[] values) => Parameter.FromInt(Floor(Sample(values)));

    /// <inheritdoc/>
    /// <exception cref="ArgumentOutOfRangeException">The value lies outside the range.</exception>
    public override double[] MappingToFeatureSpace(Parameter param)
    {
        ArgumentNullException.ThrowIfNull(param);
        return base.MappingToFeatureSpace(Parameter.FromDouble(param.AsType<int>()));
    }
}
