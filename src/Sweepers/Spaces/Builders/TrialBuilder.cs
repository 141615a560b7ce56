namespace MLNetTuning.Sweepers.Spaces.Builders;

/// <summary>What a builder function asks for its parameters: each call declares one and answers its value.</summary>
/// <remarks>
/// A name asked again in one run answers the same value; asked with another range it is an error. Parameters come into being as the function
/// asks for them, so an <c>if</c> on an earlier choice makes them conditional. Not thread-safe: one object serves one run of the function.
/// </remarks>
public sealed class TrialBuilder
{
    private readonly Func<Parameter, ParameterValue?> _value;
    private readonly Dictionary<string, (Parameter Parameter, ParameterValue Value)> _asked = new(StringComparer.Ordinal);
    private readonly Dictionary<string, Parameter> _idle = new(StringComparer.Ordinal);
    private readonly List<Parameter> _order = [];
    private readonly Stack<Condition> _scopes = new();

    internal TrialBuilder(Func<Parameter, ParameterValue?> value) => _value = value;

    internal IReadOnlyList<Parameter> Asked => _order;

    internal ParameterValue ValueOf(string name) => _asked[name].Value;

    internal bool HasAsked(string name) => _asked.ContainsKey(name);

    /// <summary>A whole number.</summary>
    /// <param name="name">The parameter's name.</param>
    /// <param name="min">The smallest value.</param>
    /// <param name="max">The largest value.</param>
    /// <param name="scale">Linear (default) or log.</param>
    /// <param name="step">The distance between neighbouring values; 1 by default.</param>
    /// <param name="initial">The value tried first; null, the default, means the middle.</param>
    public int Int(string name, int min, int max, Scale scale = Scale.Linear, int step = 1, int? initial = null) =>
        checked((int)Ask(new IntParameter(name, min, max, scale) { Step = step, Default = initial, Condition = Scope }).ToInt64());

    /// <summary>A real number.</summary>
    /// <param name="name">The parameter's name.</param>
    /// <param name="min">The smallest value.</param>
    /// <param name="max">The largest value.</param>
    /// <param name="scale">Linear (default), log or reverse log.</param>
    /// <param name="step">The distance between neighbouring values; null, the default, means continuous.</param>
    /// <param name="initial">The value tried first; null, the default, means the middle of the scale.</param>
    public double Float(string name, double min, double max, Scale scale = Scale.Linear, double? step = null, double? initial = null) =>
        Ask(new FloatParameter(name, min, max, scale) { Step = step, Default = initial, Condition = Scope }).ToDouble();

    /// <summary>One of a list of texts; the first is tried first.</summary>
    /// <param name="name">The parameter's name.</param>
    /// <param name="choices">The texts, all different.</param>
    public string Choice(string name, params string[] choices)
    {
        ArgumentNullException.ThrowIfNull(choices);
        return Ask(new ChoiceParameter(name, [.. choices.Select(ParameterValue.Of)]) { Condition = Scope }).ToString();
    }

    /// <summary>True or false.</summary>
    /// <param name="name">The parameter's name.</param>
    /// <param name="initial">The value tried first; false by default.</param>
    public bool Bool(string name, bool initial = false) => Ask(new BoolParameter(name) { Default = initial, Condition = Scope }).ToBoolean();

    /// <summary>A parameter of any kind, for what the short forms lack: step factors, ordered choices of numbers, low-cost hints.</summary>
    /// <param name="parameter">The parameter; a condition of its own says when it is active, as <see cref="When"/> does.</param>
    /// <exception cref="InvalidOperationException">The name was asked before with another range, or the search space does not have it here.</exception>
    public ParameterValue Ask(Parameter parameter)
    {
        ArgumentNullException.ThrowIfNull(parameter);
        if (_asked.TryGetValue(parameter.Name, out var known))
        {
            BuilderRules.RequireSame(known.Parameter, parameter);
            return known.Value;
        }

        if (parameter.Condition is { } condition && !Holds(condition))
        {
            if (_idle.TryAdd(parameter.Name, parameter))
            {
                _order.Add(parameter);
            }

            return parameter.DefaultValue;
        }

        var value = _value(parameter) ?? parameter.DefaultValue;
        _order.Add(parameter);
        _asked.Add(parameter.Name, (parameter, value));
        return value;
    }

    /// <summary>
    /// A block whose parameters are active only while an earlier one has one of the given values. Inside, inactive ones answer their default.
    /// </summary>
    /// <remarks>Not needed where the block is skipped by an <c>if</c> on that value; needed where the function asks in any case.</remarks>
    /// <param name="parent">The name of an earlier parameter.</param>
    /// <param name="values">The values under which the block counts.</param>
    /// <returns>Ends the block when disposed.</returns>
    /// <exception cref="InvalidOperationException">The parent has not been asked for, or stands outside a block around this one.</exception>
    public IDisposable When(string parent, params ParameterValue[] values)
    {
        var inner = Condition.On(parent, values);
        if (!_asked.ContainsKey(parent) && !_idle.ContainsKey(parent))
        {
            throw new InvalidOperationException($"The builder has a block for '{parent}', which it has not asked for. Ask for the parent first.");
        }

        if (Scope is { } outer && (_asked.TryGetValue(parent, out var known) ? known.Parameter : _idle[parent]).Condition?.ToString() != outer.ToString())
        {
            throw new InvalidOperationException($"The builder has a block for '{parent}' inside one for '{outer.Parent}', but asks for '{parent}' outside of it. Ask for it inside.");
        }

        _scopes.Push(inner);
        return new BuilderScope(() => _scopes.Pop());
    }

    private bool Holds(Condition condition) => _asked.TryGetValue(condition.Parent, out var parent) && condition.Holds(parent.Value);

    private Condition? Scope => _scopes.TryPeek(out var condition) ? condition : null;
}
