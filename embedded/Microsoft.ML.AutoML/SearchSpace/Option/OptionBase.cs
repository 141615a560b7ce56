using System.Text.Json.Serialization;
using Microsoft.ML.SearchSpace.Converter;

namespace Microsoft.ML.SearchSpace.Option;

/// <summary>
/// Something that can be sampled: a mapping between parameters and points of a unit cube.
/// </summary>
[JsonConverter(typeof(OptionConverter))]
public abstract class OptionBase
{
    /// <summary>The number of coordinates of a point.</summary>
    public abstract int FeatureSpaceDim { get; }

    /// <summary>The point of the default value; null when there is none.</summary>
    public virtual double[]? Default { get; protected set; }

    /// <summary>For each coordinate, the number of values it takes; null for a range, which has no natural grid.</summary>
    public abstract int?[] Step { get; }

    /// <summary>The point of the unit cube that stands for <paramref name="value"/>.</summary>
    public abstract double[] MappingToFeatureSpace(Parameter value);

    /// <summary>The parameter at a point of the unit cube.</summary>
    /// <param name="values">One number in [0, 1] for each of <see cref="FeatureSpaceDim"/> coordinates.</param>
    public abstract Parameter SampleFromFeatureSpace(double[] values);
}
