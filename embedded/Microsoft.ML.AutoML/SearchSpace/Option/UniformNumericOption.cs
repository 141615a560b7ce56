using System.Globalization;
using System.Text.Json.Serialization;
using Microsoft.ML.SearchSpace.Converter;

namespace Microsoft.ML.SearchSpace.Option;

/// <summary>
/// A range of numbers, walked evenly on a linear or a logarithmic scale.
/// </summary>
[JsonConverter(typeof(NumericOptionConverter))]
public abstract class UniformNumericOption : OptionBase
{
    // Mapping a value and sampling it back may lose the last bits: this much is forgiven, relative to the value.
    private const double Tolerance = 1e-9;

    /// <summary>
    /// Makes a range.
    /// </summary>
    /// <param name="min">The smallest value; above zero when <paramref name="logBase"/> is set.</param>
    /// <param name="max">The largest value, above <paramref name="min"/>.</param>
    /// <param name="logBase">Whether the scale is logarithmic. Default: false.</param>
    /// <exception cref="ArgumentException">A bound is not finite, <paramref name="max"/> is not above <paramref name="min"/>, or a
    /// logarithmic range does not start above zero.</exception>
    public UniformNumericOption(double min, double max, bool logBase = false)
    {
        if (!double.IsFinite(min) || !double.IsFinite(max) || !(max > min))
        {
            throw new ArgumentException(Text($"The range [{min}, {max}] is not valid: max must be a finite number above min. Swap the bounds, or use a constant instead of a range."));
        }

        if (logBase && min <= 0)
        {
            throw new ArgumentException(Text($"The range [{min}, {max}] cannot be logarithmic: min must be above 0. Raise min or set logBase to false."), nameof(min));
        }

        Min = min;
        Max = max;
        LogBase = logBase;
        Default = [0.0];
    }

    /// <summary>The smallest value.</summary>
    public double Min { get; }

    /// <summary>The largest value.</summary>
    public double Max { get; }

    /// <summary>Whether the scale is logarithmic.</summary>
    public bool LogBase { get; }

    /// <inheritdoc/>
    public override int FeatureSpaceDim => 1;

    /// <inheritdoc/>
    public override int?[] Step => [null];

    /// <inheritdoc/>
    /// <exception cref="ArgumentOutOfRangeException">The value lies outside the range.</exception>
    public override double[] MappingToFeatureSpace(Parameter param)
    {
        ArgumentNullException.ThrowIfNull(param);
        var value = param.AsType<double>();
        var slack = Tolerance * Math.Max(Math.Abs(Min), Math.Abs(Max));
        if (!(value >= Min - slack && value <= Max + slack))
        {
            throw new ArgumentOutOfRangeException(nameof(param), Text($"The value {value} lies outside the range [{Min}, {Max}]."));
        }

        var position = LogBase
            ? Math.Log(Math.Max(value, Min) / Min) / Math.Log(Max / Min)
            : (value - Min) / (Max - Min);
        return [Math.Clamp(position, 0, 1)];
    }

    /// <inheritdoc/>
    /// <exception cref="ArgumentException">There is not exactly one coordinate, or it lies outside [0, 1].</exception>
    public override Parameter SampleFromFeatureSpace(double[] values) => Parameter.FromDouble(Sample(values));

    /// <summary>The largest whole number not above <paramref name="value"/>, forgiving a value that fell short of one by rounding.</summary>
    private protected static int Floor(double value)
        => Convert.ToInt32(Math.Floor(value + Tolerance * Math.Max(1, Math.Abs(value))));

    private protected double Sample(double[] values)
    {
        ArgumentNullException.ThrowIfNull(values);
        if (values.Length != 1)
        {
            throw new ArgumentException(Text($"A range is sampled from 1 coordinate, but {values.Length} were given."), nameof(values));
        }

        var position = values[0];
        if (!(position >= 0 && position <= 1))
        {
            throw new ArgumentOutOfRangeException(nameof(values), Text($"The coordinate {position} lies outside [0, 1]."));
        }

        var value = LogBase ? Min * Math.Pow(Max / Min, position) : Min + (Max - Min) * position;
        return Math.Clamp(value, Min, Max);
    }

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
