using System.Reflection;

namespace MLNetTuning.Sweepers.Spaces.Attributes;

/// <summary>The search space of an options class whose properties carry search attributes, and the way from a configuration to such options.</summary>
/// <remarks>
/// The value a property has in a new object is its parameter's default where the range or choice allows it. Properties whose parameter is
/// inactive keep that value. Immutable and thread-safe.
/// </remarks>
/// <typeparam name="T">A class with a constructor without parameters.</typeparam>
public sealed class OptionsSpace<T>
    where T : class, new()
{
    private readonly IReadOnlyList<OptionProperty> _properties;

    /// <summary>Reads the attributes of the class.</summary>
    /// <exception cref="ArgumentException">An attribute is not allowed; the message lists every violation.</exception>
    /// <exception cref="FormatException">A constraint is not an expression.</exception>
    public OptionsSpace()
    {
        _properties = OptionsReader.Read(typeof(T), new T());
        Space = new SearchSpace(_properties.Select(p => p.Parameter), typeof(T).GetCustomAttributes<ConstraintAttribute>().Select(c => Constraint.Parse(c.Expression)));
    }

    /// <summary>The space.</summary>
    public SearchSpace Space { get; }

    /// <summary>New options with the values of a configuration.</summary>
    /// <param name="configuration">A configuration of the space.</param>
    /// <exception cref="ArgumentException">It does not belong to the space.</exception>
    public T Create(Configuration configuration)
    {
        Space.Validate(configuration);
        var options = new T();
        foreach (var property in _properties)
        {
            if (configuration.TryGet(property.Parameter.Name, out var value))
            {
                property.Write(options, value);
            }
        }

        return options;
    }

    /// <summary>The configuration of options, to start a study from: inactive properties are left out.</summary>
    /// <param name="options">Options whose active properties are within their ranges.</param>
    /// <exception cref="ArgumentException">A value is not allowed; the message lists every violation.</exception>
    public Configuration Read(T options)
    {
        ArgumentNullException.ThrowIfNull(options);
        var values = _properties.Select(p => (p.Parameter.Name, Value: p.Read(options))).Where(p => p.Value is not null).ToDictionary(p => p.Name, p => p.Value!.Value);
        var partial = Configuration.Empty;
        foreach (var parameter in Space.Parameters)
        {
            // What is inactive under the values so far is not looked at: it may be anything.
            if (Space.IsActive(parameter, partial) && values.TryGetValue(parameter.Name, out var value))
            {
                partial = new Configuration([.. partial, KeyValuePair.Create(parameter.Name, value)]);
            }
        }

        return Space.Complete(partial);
    }
}
