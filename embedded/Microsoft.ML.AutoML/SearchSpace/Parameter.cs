using System.Collections;
using System.Diagnostics.CodeAnalysis;
using System.Text.Json;
using System.Text.Json.Serialization;
using Microsoft.ML.SearchSpace.Converter;

namespace Microsoft.ML.SearchSpace;

/// <summary>
/// One sampled value: a number, a text, a truth value, a sequence, or named parameters. Round-trips through <see cref="JsonSerializer"/>.
/// </summary>
[JsonConverter(typeof(ParameterConverter))]
public sealed class Parameter : IDictionary<string, Parameter>, IEquatable<Parameter>, IEqualityComparer<Parameter>
{
    private Parameter(object value, ParameterType type)
    {
        Value = value;
        ParameterType = type;
    }

    internal object Value { get; }

    /// <summary>The kind of value held.</summary>
    public ParameterType ParameterType { get; }

    /// <summary>The number of named parameters of an object; 1 for everything else.</summary>
    public int Count => ParameterType == ParameterType.Object ? Members.Count : 1;

    /// <summary>Always false for an object.</summary>
    /// <exception cref="InvalidOperationException">This is not an object.</exception>
    public bool IsReadOnly => ((ICollection<KeyValuePair<string, Parameter>>)Members).IsReadOnly;

    /// <summary>The names of an object's parameters.</summary>
    /// <exception cref="InvalidOperationException">This is not an object.</exception>
    public ICollection<string> Keys => Members.Keys;

    ICollection<Parameter> IDictionary<string, Parameter>.Values => Members.Values;

    private Dictionary<string, Parameter> Members => Value as Dictionary<string, Parameter> ?? throw new InvalidOperationException(
        $"This parameter is of type {ParameterType} ({this}) and has no named parameters: only one of type {nameof(ParameterType.Object)} has; read the value with AsType<T>().");

    /// <summary>Gets or sets the named parameter of an object.</summary>
    /// <exception cref="InvalidOperationException">This is not an object.</exception>
    /// <exception cref="KeyNotFoundException">There is no parameter of that name.</exception>
    public Parameter this[string key]
    {
        get => Members.TryGetValue(key, out var value)
            ? value
            : throw new KeyNotFoundException($"There is no parameter '{key}'; there are: {string.Join(", ", Members.Keys)}.");
        set => Members[key] = value;
    }

    /// <summary>A <see cref="ParameterType.Number"/>.</summary>
    public static Parameter FromDouble(double value) => new(value, ParameterType.Number);

    /// <summary>A <see cref="ParameterType.Number"/> in single precision.</summary>
    public static Parameter FromFloat(float value) => new(value, ParameterType.Number);

    /// <summary>An <see cref="ParameterType.Integer"/>.</summary>
    public static Parameter FromLong(long value) => new(value, ParameterType.Integer);

    /// <summary>An <see cref="ParameterType.Integer"/>.</summary>
    public static Parameter FromInt(int value) => new(value, ParameterType.Integer);

    /// <summary>A <see cref="ParameterType.String"/>.</summary>
    /// <exception cref="ArgumentNullException"><paramref name="value"/> is null.</exception>
    public static Parameter FromString(string value)
    {
        ArgumentNullException.ThrowIfNull(value);
        return new Parameter(value, ParameterType.String);
    }

    /// <summary>A <see cref="ParameterType.Bool"/>.</summary>
    public static Parameter FromBool(bool value) => new(value, ParameterType.Bool);

    /// <summary>A <see cref="ParameterType.String"/> holding the value's name.</summary>
    public static Parameter FromEnum<T>(T value) where T : struct, Enum => FromString(value.ToString());

    /// <summary>A <see cref="ParameterType.Array"/>.</summary>
    /// <exception cref="ArgumentNullException"><paramref name="values"/> is null.</exception>
    public static Parameter FromIEnumerable<T>(IEnumerable<T> values)
    {
        ArgumentNullException.ThrowIfNull(values);
        return new Parameter(values, ParameterType.Array);
    }

    /// <summary>
    /// The parameter that describes <paramref name="value"/>: primitive values, texts, enumerations and sequences as such, anything else as
    /// an object of its public readable and writable properties and fields, nulls left out.
    /// </summary>
    /// <exception cref="ArgumentNullException"><paramref name="value"/> is null.</exception>
    public static Parameter FromObject<T>(T value) where T : class
    {
        ArgumentNullException.ThrowIfNull(value);
        return ParameterReader.Read(value);
    }

    /// <summary>A <see cref="ParameterType.Object"/> of the named parameters given.</summary>
    public static Parameter CreateNestedParameter(params KeyValuePair<string, Parameter>[] parameters)
    {
        var members = new Dictionary<string, Parameter>();
        foreach (var (key, value) in parameters)
        {
            members[key] = value;
        }

        return new Parameter(members, ParameterType.Object);
    }

    /// <summary>
    /// The value as a <typeparamref name="T"/>: itself when it is one, else read back from its JSON.
    /// </summary>
    /// <exception cref="JsonException">The value cannot be read as a <typeparamref name="T"/>.</exception>
    public T AsType<T>()
    {
        if (Value is T value)
        {
            return value;
        }

        var json = JsonSerializer.Serialize(Value, Value.GetType(), ParameterJson.Options);
        try
        {
            return JsonSerializer.Deserialize<T>(json, ParameterJson.Options)!;
        }
        catch (JsonException exception)
        {
            throw new JsonException($"The parameter {json} of type {ParameterType} cannot be read as {typeof(T).Name}.", exception);
        }
    }

    /// <inheritdoc/>
    public void Clear() => Members.Clear();

    /// <inheritdoc/>
    public void Add(string key, Parameter value) => Members.Add(key, value);

    /// <inheritdoc/>
    public void Add(KeyValuePair<string, Parameter> item) => Members.Add(item.Key, item.Value);

    /// <inheritdoc/>
    public bool TryGetValue(string key, [MaybeNullWhen(false)] out Parameter value) => Members.TryGetValue(key, out value);

    /// <inheritdoc/>
    public bool Contains(KeyValuePair<string, Parameter> item) => ((ICollection<KeyValuePair<string, Parameter>>)Members).Contains(item);

    /// <inheritdoc/>
    public bool ContainsKey(string key) => Members.ContainsKey(key);

    /// <inheritdoc/>
    public bool Remove(string key) => Members.Remove(key);

    /// <inheritdoc/>
    public bool Remove(KeyValuePair<string, Parameter> item) => ((ICollection<KeyValuePair<string, Parameter>>)Members).Remove(item);

    /// <inheritdoc/>
    public void CopyTo(KeyValuePair<string, Parameter>[] array, int arrayIndex)
        => ((ICollection<KeyValuePair<string, Parameter>>)Members).CopyTo(array, arrayIndex);

    IEnumerator<KeyValuePair<string, Parameter>> IEnumerable<KeyValuePair<string, Parameter>>.GetEnumerator() => Members.GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => Members.GetEnumerator();

    /// <summary>Whether the two have the same JSON.</summary>
    public bool Equals(Parameter? other) => other is not null && (ReferenceEquals(this, other) || ToString() == other.ToString());

    /// <summary>Whether the two have the same JSON.</summary>
    public bool Equals(Parameter? x, Parameter? y) => x is null ? y is null : x.Equals(y);

    /// <summary>The hash of the JSON.</summary>
    public override int GetHashCode() => StringComparer.Ordinal.GetHashCode(ToString());

    /// <summary>The hash of the JSON of <paramref name="obj"/>.</summary>
    public int GetHashCode(Parameter obj) => obj.GetHashCode();

    /// <summary>The JSON text.</summary>
    public override string ToString() => JsonSerializer.Serialize(this);

    internal static Parameter FromSequence(IEnumerable values) => new(values, ParameterType.Array);
}
