namespace Microsoft.ML.SearchSpace.Option;

/// <summary>
/// A range of double-precision numbers.
/// </summary>
public sealed class UniformDoubleOption : UniformNumericOption
{
    /// <summary>
    /// Makes a range.
    /// </summary>
    /// <param name="min">The smallest value; above zero when <paramref name="logBase"/> is set.</param>
    /// <param name="max">The largest value, above <paramref name="min"/>.</param>
    /// <param name="logBase">Whether the scale is logarithmic. Default: false.</param>
    /// <param name="defaultValue">The default, within the range. Default: <paramref name="min"/>.</param>
    /// <exception cref="ArgumentException">The bounds or the default are not valid.</exception>
    public UniformDoubleOption(double min, double max, bool logBase = false, double? defaultValue = null)
        : base(min, max, logBase)
    {
        if (defaultValue is { } value)
        {
            Default = MappingToFeatureSpace(Parameter.FromDouble(value));
        }
    }
}
