using System.Text.Json.Serialization;
using Microsoft.ML.SearchSpace.Converter;

namespace Microsoft.ML.SearchSpace.Option;

/// <summary>
/// A choice among distinct values: numbers, texts, truth values or enumeration values.
/// </summary>
[JsonConverter(typeof(ChoiceOptionConverter))]
public sealed class ChoiceOption : OptionBase
{
    private const int ChoiceLimit = 1074;

    /// <summary>
    /// Makes a choice whose default is the first value.
    /// </summary>
    /// <param name="choices">The values, 1 to 1,073 of them, no two alike.</param>
    /// <exception cref="ArgumentException">There is no value, there are too many, one is null, or two are alike.</exception>
    public ChoiceOption(params object[] choices)
    {
        ArgumentNullException.ThrowIfNull(choices);
        if (choices.Length is 0 or >= ChoiceLimit)
        {
            throw new ArgumentException($"A choice needs 1 to {ChoiceLimit - 1} values, but {choices.Length} were given.", nameof(choices));
        }

        if (Array.IndexOf(choices, null) is var missing and >= 0)
        {
            throw new ArgumentException($"Value {missing} of the choice is null: give a number, a text, a truth value or an enumeration value.", nameof(choices));
        }

        Choices = [.. choices.Select(ParameterReader.Read)];
        if (Choices.GroupBy(choice => choice.ToString(), StringComparer.Ordinal).FirstOrDefault(group => group.Count() > 1) is { } repeated)
        {
            throw new ArgumentException($"The choice holds {repeated.Key} {repeated.Count()} times: each value may be given once.", nameof(choices));
        }

        Default = new double[FeatureSpaceDim];
    }

    /// <summary>
    /// Makes a choice with a default.
    /// </summary>
    /// <param name="choices">The values, 1 to 1,073 of them, no two alike.</param>
    /// <param name="defaultChoice">One of them; null for the first.</param>
    /// <exception cref="ArgumentException">The values are not valid, or the default is not one of them.</exception>
    public ChoiceOption(object[] choices, object? defaultChoice)
        : this(choices)
    {
        if (defaultChoice is not null)
        {
            Default = MappingToFeatureSpace(ParameterReader.Read(defaultChoice));
        }
    }

    /// <summary>The values, in the order given.</summary>
    public Parameter[] Choices { get; }

    /// <summary>1, or 0 when there is only one value to choose.</summary>
    public override int FeatureSpaceDim => Choices.Length == 1 ? 0 : 1;

    /// <inheritdoc/>
    public override int?[] Step => [Choices.Length];

    /// <inheritdoc/>
    /// <exception cref="ArgumentException">The value is not one of the choices.</exception>
    public override double[] MappingToFeatureSpace(Parameter param)
    {
        ArgumentNullException.ThrowIfNull(param);
        var index = Array.IndexOf(Choices, param);
        if (index < 0)
        {
            throw new ArgumentException($"{param} is not one of the choices {string.Join(", ", Choices.Select(choice => choice.ToString()))}.", nameof(param));
        }

        return FeatureSpaceDim == 0 ? [] : [(double)index / Choices.Length];
    }

    /// <inheritdoc/>
    /// <exception cref="ArgumentException">The number of coordinates is wrong, or one lies outside [0, 1].</exception>
    public override Parameter SampleFromFeatureSpace(double[] values)
    {
        ArgumentNullException.ThrowIfNull(values);
        if (values.Length == 0)
        {
            return Choices[0];
        }

        if (values.Length != 1 || !(values[0] >= 0 && values[0] <= 1))
        {
            throw new ArgumentException($"A choice is sampled from 1 coordinate in [0, 1], but {Parameter.FromIEnumerable(values)} was given.", nameof(values));
        }

        // Position 1 belongs to the last value, and index / count times count may fall short of the index by rounding.
        var index = (int)Math.Floor(values[0] * Choices.Length + 1e-9);
        return Choices[Math.Min(index, Choices.Length - 1)];
    }
}
