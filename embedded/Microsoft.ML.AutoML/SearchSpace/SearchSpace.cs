using System.Collections;
using System.Diagnostics.CodeAnalysis;
using System.Text.Json;
using System.Text.Json.Serialization;
using Microsoft.ML.SearchSpace.Converter;
using Microsoft.ML.SearchSpace.Option;

namespace Microsoft.ML.SearchSpace;

/// <summary>
/// Named options: ranges, choices, or nested search spaces. Coordinates follow the ordinal order of the names.
/// </summary>
[JsonConverter(typeof(SearchSpaceConverter))]
public class SearchSpace : OptionBase, IDictionary<string, OptionBase>
{
    private readonly Dictionary<string, OptionBase> _options;
    private readonly Parameter? _defaultOption;

    /// <summary>An empty space.</summary>
    public SearchSpace()
    {
        _options = [];
    }

    /// <summary>
    /// The space described by the attributes of a type's properties and fields.
    /// </summary>
    /// <param name="typeInfo">The type.</param>
    /// <param name="defaultOption">What every sample holds besides the sampled parameters; null for nothing.</param>
    /// <exception cref="ArgumentException">An attribute does not fit the member it marks.</exception>
    protected SearchSpace(Type typeInfo, Parameter? defaultOption = null)
    {
        _options = SearchSpaceReader.Read(typeInfo);
        _defaultOption = defaultOption;
    }

    internal SearchSpace(IEnumerable<KeyValuePair<string, OptionBase>> options)
    {
        _options = new Dictionary<string, OptionBase>(options);
    }

    /// <summary>The point of the defaults of all options.</summary>
    public override double[]? Default => [.. Ordered.SelectMany(pair => pair.Value.Default ?? new double[pair.Value.FeatureSpaceDim])];

    /// <summary>The number of coordinates of all options.</summary>
    public override int FeatureSpaceDim => _options.Values.Sum(option => option.FeatureSpaceDim);

    /// <inheritdoc/>
    public override int?[] Step => [.. Ordered.SelectMany(pair => pair.Value.Step)];

    /// <summary>The names.</summary>
    public ICollection<string> Keys => _options.Keys;

    /// <summary>The options.</summary>
    public ICollection<OptionBase> Values => _options.Values;

    /// <summary>The number of options.</summary>
    public int Count => _options.Count;

    /// <summary>Always false.</summary>
    public bool IsReadOnly => false;

    private IEnumerable<KeyValuePair<string, OptionBase>> Ordered => _options.OrderBy(pair => pair.Key, StringComparer.Ordinal);

    /// <summary>Gets or sets the option of that name.</summary>
    /// <exception cref="KeyNotFoundException">There is no option of that name.</exception>
    public OptionBase this[string key]
    {
        get => _options.TryGetValue(key, out var option)
            ? option
            : throw new KeyNotFoundException($"The search space has no option '{key}'; it has: {string.Join(", ", _options.Keys)}.");
        set => _options[key] = value;
    }

    /// <inheritdoc/>
    /// <exception cref="ArgumentException">The number of coordinates is wrong, or one lies outside [0, 1].</exception>
    public override Parameter SampleFromFeatureSpace(double[] feature)
    {
        ArgumentNullException.ThrowIfNull(feature);
        if (feature.Length != FeatureSpaceDim)
        {
            throw new ArgumentException($"This search space has {FeatureSpaceDim} coordinates, but {feature.Length} were given.", nameof(feature));
        }

        var sample = Parameter.CreateNestedParameter();
        var start = 0;
        foreach (var (name, option) in Ordered)
        {
            var end = start + option.FeatureSpaceDim;
            sample[name] = option.SampleFromFeatureSpace(feature[start..end]);
            start = end;
        }

        return _defaultOption is null ? sample : Overlay(_defaultOption, sample);
    }

    /// <inheritdoc/>
    /// <exception cref="ArgumentException">A parameter is missing, or its value lies outside its option.</exception>
    public override double[] MappingToFeatureSpace(Parameter parameter)
    {
        ArgumentNullException.ThrowIfNull(parameter);
        var point = new List<double>(FeatureSpaceDim);
        foreach (var (name, option) in Ordered)
        {
            if (!parameter.TryGetValue(name, out var value))
            {
                throw new ArgumentException($"The parameter '{name}' of the search space is missing; given were: {string.Join(", ", parameter.Keys)}.", nameof(parameter));
            }

            point.AddRange(option.MappingToFeatureSpace(value));
        }

        return [.. point];
    }

    /// <summary>A hash of the sample at the middle of the space, the same in every process; not negative.</summary>
    public override int GetHashCode()
    {
        var middle = new double[FeatureSpaceDim];
        Array.Fill(middle, 0.5);
        var hash = 31u;
        foreach (var character in JsonSerializer.Serialize(SampleFromFeatureSpace(middle)))
        {
            hash = unchecked(((hash << 5) + hash) ^ character);
        }

        return (int)(hash >> 1);
    }

    /// <inheritdoc/>
    public void Add(string key, OptionBase value) => _options.Add(key, value);

    /// <inheritdoc/>
    public void Add(KeyValuePair<string, OptionBase> item) => _options.Add(item.Key, item.Value);

    /// <inheritdoc/>
    public bool ContainsKey(string key) => _options.ContainsKey(key);

    /// <inheritdoc/>
    public bool Contains(KeyValuePair<string, OptionBase> item) => ((ICollection<KeyValuePair<string, OptionBase>>)_options).Contains(item);

    /// <inheritdoc/>
    public bool TryGetValue(string key, [MaybeNullWhen(false)] out OptionBase value) => _options.TryGetValue(key, out value);

    /// <inheritdoc/>
    public bool Remove(string key) => _options.Remove(key);

    /// <inheritdoc/>
    public bool Remove(KeyValuePair<string, OptionBase> item) => ((ICollection<KeyValuePair<string, OptionBase>>)_options).Remove(item);

    /// <inheritdoc/>
    public void Clear() => _options.Clear();

    /// <inheritdoc/>
    public void CopyTo(KeyValuePair<string, OptionBase>[] array, int arrayIndex)
        => ((ICollection<KeyValuePair<string, OptionBase>>)_options).CopyTo(array, arrayIndex);

    /// <inheritdoc/>
    public IEnumerator<KeyValuePair<string, OptionBase>> GetEnumerator() => _options.GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => _options.GetEnumerator();

    /// <summary>The defaults, with the sampled parameters in their place at every depth.</summary>
    private static Parameter Overlay(Parameter defaults, Parameter sample)
    {
        if (defaults.ParameterType != ParameterType.Object || sample.ParameterType != ParameterType.Object)
        {
            return sample;
        }

        var merged = Parameter.CreateNestedParameter();
        foreach (var (name, value) in (IEnumerable<KeyValuePair<string, Parameter>>)defaults)
        {
            merged[name] = sample.TryGetValue(name, out var sampled) ? Overlay(value, sampled) : value;
        }

        foreach (var (name, value) in (IEnumerable<KeyValuePair<string, Parameter>>)sample)
        {
            if (!merged.ContainsKey(name))
            {
                merged[name] = value;
            }
        }

        return merged;
    }
}
