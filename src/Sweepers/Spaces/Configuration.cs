using System.Collections;
using System.Diagnostics.CodeAnalysis;
using System.Text.Json;

namespace MLNetTuning.Sweepers.Spaces;

/// <summary>An immutable set of named values: one point of a search space. Compared by value, whatever the order.</summary>
/// <remarks>Only the parameters that are active at the point are present. Thread-safe.</remarks>
public sealed class Configuration : IEquatable<Configuration>, IReadOnlyCollection<KeyValuePair<string, ParameterValue>>
{
    private readonly KeyValuePair<string, ParameterValue>[] _values;
    private readonly Dictionary<string, ParameterValue> _byName;

    /// <summary>A configuration with the given values.</summary>
    /// <param name="values">Names and values; every name once.</param>
    /// <exception cref="ArgumentException">A name is empty or occurs twice.</exception>
    public Configuration(IEnumerable<KeyValuePair<string, ParameterValue>> values)
    {
        ArgumentNullException.ThrowIfNull(values);
        _values = [.. values];
        _byName = new Dictionary<string, ParameterValue>(_values.Length, StringComparer.Ordinal);
        foreach (var (name, value) in _values)
        {
            ArgumentException.ThrowIfNullOrWhiteSpace(name);
            if (!_byName.TryAdd(name, value))
            {
                throw new ArgumentException($"The name '{name}' occurs twice in a configuration. Give each name once.", nameof(values));
            }
        }
    }

    /// <summary>The configuration with no values.</summary>
    public static Configuration Empty { get; } = new([]);

    /// <summary>How many values there are.</summary>
    public int Count => _values.Length;

    /// <summary>The names, in the order of the space.</summary>
    public IEnumerable<string> Names => _values.Select(v => v.Key);

    /// <summary>The value of a name.</summary>
    /// <param name="name">A name that is present.</param>
    /// <exception cref="KeyNotFoundException">The name is not present; the message lists those that are.</exception>
    public ParameterValue this[string name] => _byName.TryGetValue(name, out var value)
        ? value
        : throw new KeyNotFoundException($"The configuration has no '{name}'. Present: {string.Join(", ", Names)}. (A parameter whose condition does not hold is absent.)");

    /// <summary>A configuration from pairs, in a short form.</summary>
    /// <param name="values">Names and values; every name once.</param>
    public static Configuration Of(params (string Name, ParameterValue Value)[] values)
    {
        ArgumentNullException.ThrowIfNull(values);
        return new(values.Select(v => KeyValuePair.Create(v.Name, v.Value)));
    }

    /// <summary>Reads what <see cref="ToJson"/> wrote; numbers with a point or exponent are doubles, others whole numbers.</summary>
    /// <param name="json">One JSON object.</param>
    /// <exception cref="FormatException">The text is not such an object.</exception>
    public static Configuration FromJson(string json)
    {
        ArgumentNullException.ThrowIfNull(json);
        try
        {
            using var document = JsonDocument.Parse(json);
            return new(document.RootElement.EnumerateObject().Select(p => KeyValuePair.Create(p.Name, JsonValues.Read(p.Value))).ToList());
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException or ArgumentException)
        {
            throw new FormatException("The text is not a configuration: " + e.Message, e);
        }
    }

    /// <summary>True when the name is present.</summary>
    /// <param name="name">The name to look for.</param>
    public bool Contains(string name) => _byName.ContainsKey(name);

    /// <summary>Looks a name up without throwing.</summary>
    /// <param name="name">The name to look for.</param>
    /// <param name="value">Its value when present.</param>
    public bool TryGet(string name, [MaybeNullWhen(false)] out ParameterValue value) => _byName.TryGetValue(name, out value);

    /// <summary>A number as a double.</summary>
    /// <param name="name">A name that is present.</param>
    public double GetDouble(string name) => Typed(name, v => v.ToDouble());

    /// <summary>A whole number.</summary>
    /// <param name="name">A name that is present.</param>
    /// <exception cref="OverflowException">The number does not fit in 32 bits.</exception>
    public int GetInt32(string name) => checked((int)GetInt64(name));

    /// <summary>A whole number.</summary>
    /// <param name="name">A name that is present.</param>
    public long GetInt64(string name) => Typed(name, v => v.ToInt64());

    /// <summary>A boolean.</summary>
    /// <param name="name">A name that is present.</param>
    public bool GetBoolean(string name) => Typed(name, v => v.ToBoolean());

    /// <summary>Any value as its text.</summary>
    /// <param name="name">A name that is present.</param>
    public string GetString(string name) => this[name].ToString();

    /// <summary>One JSON object, names in ordinal order, numbers so that they read back bit for bit.</summary>
    public string ToJson() => JsonValues.Write(writer =>
    {
        writer.WriteStartObject();
        foreach (var (name, value) in _values.OrderBy(v => v.Key, StringComparer.Ordinal))
        {
            writer.WritePropertyName(name);
            JsonValues.WriteValue(writer, value);
        }

        writer.WriteEndObject();
    });

    /// <inheritdoc/>
    public bool Equals(Configuration? other) => other is not null
        && (ReferenceEquals(this, other)
            || (Count == other.Count && _values.All(v => other._byName.TryGetValue(v.Key, out var value) && value == v.Value)));

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as Configuration);

    /// <inheritdoc/>
    public override int GetHashCode()
    {
        // A sum, because equality does not depend on the order.
        int hash = Count;
        foreach (var (name, value) in _values)
        {
            hash = unchecked(hash + HashCode.Combine(name, value));
        }

        return hash;
    }

    /// <inheritdoc/>
    public IEnumerator<KeyValuePair<string, ParameterValue>> GetEnumerator() => ((IEnumerable<KeyValuePair<string, ParameterValue>>)_values).GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => _values.GetEnumerator();

    /// <summary>The values as a reader would say them: name=value, name=value.</summary>
    public override string ToString() => string.Join(", ", _values.Select(v => $"{v.Key}={v.Value}"));

    private T Typed<T>(string name, Func<ParameterValue, T> read)
    {
        var value = this[name];
        try
        {
            return read(value);
        }
        catch (InvalidOperationException e)
        {
            throw new InvalidOperationException($"Parameter '{name}': {e.Message}", e);
        }
    }
}
