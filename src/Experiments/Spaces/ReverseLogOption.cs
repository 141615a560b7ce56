using System.Globalization;
using Microsoft.ML.SearchSpace.Option;
using HostParameter = Microsoft.ML.SearchSpace.Parameter;

namespace MLNetTuning.Experiments.Spaces;

/// <summary>
/// A range of ML.NET's own search spaces on a reverse log scale, 1 - 10^U(a, b): for momentum and the beta constants of Adam, where 0.99 and 0.999
/// are as far apart as 0.9 and 0.99. Works with every tuner of ML.NET.
/// </summary>
/// <remarks>ML.NET has no JSON form for options of other assemblies; a space that has this one cannot be serialized.</remarks>
public sealed class ReverseLogOption : UniformNumericOption
{
    /// <summary>A range.</summary>
    /// <param name="min">The smallest value; at least 0.</param>
    /// <param name="max">The largest value; above <paramref name="min"/> and below 1.</param>
    /// <param name="defaultValue">The value tried first; null, the default, means <paramref name="min"/>, as for ML.NET's own ranges.</param>
    /// <exception cref="ArgumentException">The range is empty or not within [0, 1), or the default is outside of it.</exception>
    public ReverseLogOption(double min, double max, double? defaultValue = null)
        : base(Checked(min, max), max, false)
    {
        if (defaultValue is double value)
        {
            Default = MappingToFeatureSpace(HostParameter.FromDouble(value));
        }
    }

    /// <summary>The coordinate of a value.</summary>
    /// <param name="value">A number within the range.</param>
    /// <exception cref="ArgumentException">The number is outside the range.</exception>
    public override double[] MappingToFeatureSpace(HostParameter value)
    {
        ArgumentNullException.ThrowIfNull(value);
        double number = value.AsType<double>();
        return number >= Min && number <= Max
            ? [Math.Clamp(Math.Log((1 - number) / (1 - Min)) / Math.Log((1 - Max) / (1 - Min)), 0, 1)]
            : throw new ArgumentException(string.Create(CultureInfo.InvariantCulture, $"{number} is outside the range [{Min}, {Max}]."), nameof(value));
    }

    /// <summary>The value at a coordinate.</summary>
    /// <param name="values">One number in [0, 1].</param>
    /// <exception cref="ArgumentException">There is not one number, or it is outside [0, 1].</exception>
    public override HostParameter SampleFromFeatureSpace(double[] values)
    {
        ArgumentNullException.ThrowIfNull(values);
        return values is [>= 0 and <= 1]
            ? HostParameter.FromDouble(Math.Clamp(1 - (1 - Min) * Math.Pow((1 - Max) / (1 - Min), values[0]), Min, Max))
            : throw new ArgumentException($"A range is sampled from one coordinate in [0, 1], but {values.Length} were given, or one outside of it.", nameof(values));
    }

    private static double Checked(double min, double max) => min >= 0 && max < 1 && min < max
        ? min
        : throw new ArgumentException(string.Create(CultureInfo.InvariantCulture, $"A reverse log range needs 0 <= min < max < 1, but it is [{min}, {max}]. Narrow it or use another option."), nameof(min));
}
