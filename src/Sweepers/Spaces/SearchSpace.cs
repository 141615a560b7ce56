using System.Diagnostics.CodeAnalysis;

namespace MLNetTuning.Sweepers.Spaces;

/// <summary>An ordered list of named parameters, some active only under a condition on an earlier one, and rules between them.</summary>
/// <remarks>Immutable and thread-safe. A point of the unit cube has one coordinate per parameter, active or not.</remarks>
public sealed class SearchSpace
{
    // A parent's values are walked one by one, which a long range does not allow.
    private const int MostParentValues = 1000;
    private readonly HashSet<string> _parents;
    private readonly Dictionary<string, int> _index = new(StringComparer.Ordinal);

    /// <summary>A space with the given parameters.</summary>
    /// <param name="parameters">The parameters; a parent stands before those conditioned on it.</param>
    /// <exception cref="ArgumentException">A name occurs twice or a condition cannot be met; the message lists every violation.</exception>
    public SearchSpace(params Parameter[] parameters)
        : this((IEnumerable<Parameter>)parameters)
    {
    }

    /// <summary>A space with the given parameters.</summary>
    /// <param name="parameters">The parameters; a parent stands before those conditioned on it.</param>
    /// <exception cref="ArgumentException">A name occurs twice or a condition cannot be met; the message lists every violation.</exception>
    public SearchSpace(IEnumerable<Parameter> parameters)
        : this(parameters, [])
    {
    }

    /// <summary>A space with the given parameters and rules between them.</summary>
    /// <param name="parameters">The parameters; a parent stands before those conditioned on it.</param>
    /// <param name="constraints">The rules, each with a name of its own.</param>
    /// <exception cref="ArgumentException">A name occurs twice, a condition cannot be met or a constraint names no parameter of the space; the message lists every violation.</exception>
    public SearchSpace(IEnumerable<Parameter> parameters, IEnumerable<Constraint> constraints)
    {
        ArgumentNullException.ThrowIfNull(constraints);
        ArgumentNullException.ThrowIfNull(parameters);
        Parameters = Array.AsReadOnly(parameters.ToArray());
        var errors = new List<string>();
        for (int i = 0; i < Parameters.Count; i++)
        {
            var parameter = Parameters[i] ?? throw new ArgumentException($"Parameter {i} is null.", nameof(parameters));
            CheckCondition(parameter, errors);
            Messages.Require(_index.TryAdd(parameter.Name, i), errors, $"the name '{parameter.Name}' occurs twice. Give each parameter its own name.");
        }

        Constraints = Array.AsReadOnly(constraints.ToArray());
        SpaceChecks.Hints(this, errors);
        SpaceChecks.Constraints(this, errors);
        Messages.ThrowIfAny("The search space", errors);
        _parents = Parameters.Where(p => p.Condition is not null).Select(p => p.Condition!.Parent).ToHashSet(StringComparer.Ordinal);
        Default = Complete(Configuration.Empty);
        LowCost = Build((parameter, _) => parameter.LowCost ?? parameter.DefaultValue);
    }

    /// <summary>The parameters, in the order given.</summary>
    public IReadOnlyList<Parameter> Parameters { get; }

    /// <summary>The rules between parameters; none by default.</summary>
    public IReadOnlyList<Constraint> Constraints { get; }

    /// <summary>The configuration in which every active parameter has its default. It may break a constraint.</summary>
    public Configuration Default { get; }

    /// <summary>The configuration of the low-cost hints, defaults where there is none. It may break a constraint.</summary>
    public Configuration LowCost { get; }

    /// <summary>How many different configurations there are; null when a range is continuous or the number passes 2^62. Constraints are not taken off.</summary>
    public long? Cardinality => Parameters.Any(p => p.Cardinality is null) ? null : SpaceTree.Count(this, p => p.Cardinality!.Value, p => p.Levels(int.MaxValue));

    /// <summary>The parameter of a name.</summary>
    /// <param name="name">A name of the space.</param>
    /// <exception cref="KeyNotFoundException">There is none; the message lists those there are.</exception>
    public Parameter this[string name] => TryGet(name, out var parameter)
        ? parameter
        : throw new KeyNotFoundException($"The search space has no parameter '{name}'. It has: {string.Join(", ", Parameters.Select(p => p.Name))}.");

    /// <summary>Reads what <see cref="ToJson"/> wrote.</summary>
    /// <param name="json">One JSON object.</param>
    /// <exception cref="FormatException">The text is not such an object.</exception>
    public static SearchSpace FromJson(string json) => SpaceJson.Read(json);

    /// <summary>The space as one JSON object that reads back the same.</summary>
    public string ToJson() => SpaceJson.Write(this);

    /// <summary>This space with one more rule, written as an expression: see <see cref="Constraint.Parse"/>.</summary>
    /// <param name="expression">The rule, such as <c>width * depth &lt;= 4096</c>.</param>
    /// <exception cref="FormatException">The text is not an expression.</exception>
    /// <exception cref="ArgumentException">It names no parameter of the space, or compares a text with a number.</exception>
    public SearchSpace Where(string expression) => new(Parameters, [.. Constraints, Constraint.Parse(expression)]);

    /// <summary>This space with one more rule, given as a function: see <see cref="Constraint.Of"/>.</summary>
    /// <param name="name">The rule in words; stored with the study.</param>
    /// <param name="predicate">True when the configuration is allowed.</param>
    /// <param name="parameters">The parameters it reads; while one of them is inactive the rule holds. None: always called.</param>
    /// <exception cref="ArgumentException">A name is not a parameter of the space.</exception>
    public SearchSpace Where(string name, Func<Configuration, bool> predicate, params string[] parameters) =>
        new(Parameters, [.. Constraints, Constraint.Of(name, predicate, parameters)]);

    /// <summary>True when a configuration keeps every constraint.</summary>
    /// <param name="configuration">A configuration of this space.</param>
    /// <exception cref="InvalidOperationException">A constraint's function threw, or is not known because the space was read from JSON.</exception>
    public bool IsFeasible(Configuration configuration)
    {
        for (int i = 0; i < Constraints.Count; i++)
        {
            if (!Constraints[i].Holds(configuration))
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>Looks a parameter up without throwing.</summary>
    /// <param name="name">The name to look for.</param>
    /// <param name="parameter">The parameter when there is one.</param>
    public bool TryGet(string name, [NotNullWhen(true)] out Parameter? parameter)
    {
        parameter = _index.TryGetValue(name, out int index) ? Parameters[index] : null;
        return parameter is not null;
    }

    /// <summary>The configuration at a point of the unit cube; coordinates of inactive parameters are ignored.</summary>
    /// <param name="point">One coordinate in [0, 1] per parameter, in the order of <see cref="Parameters"/>.</param>
    /// <exception cref="ArgumentException">The number of coordinates is wrong or an active one is outside [0, 1].</exception>
    public Configuration FromUnit(ReadOnlySpan<double> point)
    {
        if (point.Length != Parameters.Count)
        {
            throw new ArgumentException($"The point has {point.Length} coordinates, the space has {Parameters.Count} parameters. Give one each.", nameof(point));
        }

        var units = point.ToArray();
        return Build((parameter, index) => parameter.FromUnit(units[index]));
    }

    /// <summary>The point of the unit cube of a configuration; NaN stands for an inactive parameter.</summary>
    /// <param name="configuration">A configuration of this space.</param>
    /// <exception cref="ArgumentException">The configuration does not belong to the space.</exception>
    public double[] ToUnit(Configuration configuration)
    {
        Validate(configuration);
        return [.. Parameters.Select(p => configuration.TryGet(p.Name, out var value) ? p.ToUnit(value) : double.NaN)];
    }

    /// <summary>Fills what is missing with defaults and drops what is not active under the result.</summary>
    /// <param name="partial">Values for some of the parameters.</param>
    /// <exception cref="ArgumentException">A name is unknown or a value is not allowed; the message lists every violation.</exception>
    public Configuration Complete(Configuration partial)
    {
        ArgumentNullException.ThrowIfNull(partial);
        var errors = ForeignValues(partial);
        Messages.ThrowIfAny("The configuration", errors);
        return Build((parameter, _) => partial.TryGet(parameter.Name, out var value) ? parameter.Normal(value) : parameter.DefaultValue);
    }

    /// <summary>Checks that a configuration has exactly the active parameters, each with an allowed value.</summary>
    /// <param name="configuration">The configuration to check.</param>
    /// <exception cref="ArgumentException">It has not; the message lists every violation.</exception>
    public void Validate(Configuration configuration) => Messages.ThrowIfAny("The configuration", Violations(configuration));

    /// <summary>What is wrong with a configuration; empty when it belongs to the space.</summary>
    /// <param name="configuration">The configuration to check.</param>
    public IReadOnlyList<string> Violations(Configuration configuration)
    {
        ArgumentNullException.ThrowIfNull(configuration);
        var errors = ForeignValues(configuration);
        foreach (var parameter in Parameters)
        {
            bool present = configuration.Contains(parameter.Name), active = IsActive(parameter, configuration);
            Messages.Require(present || !active, errors, $"'{parameter.Name}' is missing. Allowed: {parameter.Allowed}.");
            Messages.Require(active || !present, errors, $"'{parameter.Name}' is given but not active: its condition is {parameter.Condition}. Leave it out.");
        }

        return errors;
    }

    /// <summary>True when a parameter is active under the values of a configuration.</summary>
    /// <param name="parameter">A parameter of this space.</param>
    /// <param name="configuration">The values that decide.</param>
    public bool IsActive(Parameter parameter, Configuration configuration)
    {
        ArgumentNullException.ThrowIfNull(parameter);
        ArgumentNullException.ThrowIfNull(configuration);
        return parameter.Condition is not { } condition
            || (configuration.TryGet(condition.Parent, out var value) && condition.Holds(value) && IsActive(this[condition.Parent], configuration));
    }

    /// <summary>True when another parameter's condition looks at this one.</summary>
    internal bool IsParent(Parameter parameter) => _parents.Contains(parameter.Name);

    /// <summary>Walks the active parameters, asking for a coordinate of each; where nothing is conditional no value has to be made.</summary>
    internal void Visit(Func<Parameter, int, double> choose)
    {
        if (_parents.Count > 0)
        {
            Build((parameter, index) => parameter.FromUnit(choose(parameter, index)));
            return;
        }

        for (int i = 0; i < Parameters.Count; i++)
        {
            choose(Parameters[i], i);
        }
    }

    /// <summary>Builds a configuration parameter by parameter, asking only for those whose condition holds.</summary>
    internal Configuration Build(Func<Parameter, int, ParameterValue> choose)
    {
        var values = new List<KeyValuePair<string, ParameterValue>>(Parameters.Count);
        var chosen = new Dictionary<string, ParameterValue>(StringComparer.Ordinal);
        for (int i = 0; i < Parameters.Count; i++)
        {
            var parameter = Parameters[i];
            if (parameter.Condition is { } condition && !(chosen.TryGetValue(condition.Parent, out var parent) && condition.Holds(parent)))
            {
                continue;
            }

            var value = choose(parameter, i);
            chosen.Add(parameter.Name, value);
            values.Add(KeyValuePair.Create(parameter.Name, value));
        }

        return new Configuration(values);
    }

    private List<string> ForeignValues(Configuration configuration)
    {
        var errors = new List<string>();
        foreach (var (name, value) in configuration)
        {
            bool known = TryGet(name, out var parameter);
            Messages.Require(known, errors, $"'{name}' is not a parameter of the space. It has: {string.Join(", ", Parameters.Select(p => p.Name))}.");
            Messages.Require(!known || parameter!.Contains(value), errors, known ? parameter!.Foreign(value) : "");
        }

        return errors;
    }

    private void CheckCondition(Parameter parameter, List<string> errors)
    {
        if (parameter.Condition is not { } condition)
        {
            return;
        }

        if (!TryGet(condition.Parent, out var parent))
        {
            errors.Add($"'{parameter.Name}' is conditioned on '{condition.Parent}', which is not declared before it. Declare the parent first.");
        }
        else if (parent is FloatParameter or IntParameter { Cardinality: > MostParentValues })
        {
            errors.Add($"'{parameter.Name}' is conditioned on '{condition.Parent}', which is a range. Allowed parents: choices, booleans and whole numbers of at most {MostParentValues} values.");
        }
        else
        {
            errors.AddRange(condition.Values.Where(v => !parent.Contains(v)).Select(v => $"'{parameter.Name}' is conditioned on a value that cannot occur: {parent.Foreign(v)}"));
        }
    }
}
