namespace MLNetTuning.Sweepers.Spaces;

/// <summary>A rule between parameters: configurations that break it are never tried.</summary>
/// <remarks>
/// A rule that names an inactive parameter holds. An expression is stored with the space; a function cannot be, so that only its name is: a
/// study goes on under a space whose constraints have the same names. Immutable and thread-safe, as far as the function is.
/// </remarks>
public sealed class Constraint
{
    private readonly Func<Configuration, bool>? _predicate;

    internal Constraint(string name, bool isExpression, Func<Configuration, bool>? predicate, IEnumerable<string> parameters)
    {
        Name = name;
        IsExpression = isExpression;
        _predicate = predicate;
        Parameters = Array.AsReadOnly(parameters.Distinct(StringComparer.Ordinal).ToArray());
    }

    /// <summary>The rule in words: the expression itself, or the name given to a function.</summary>
    public string Name { get; }

    /// <summary>True when the rule was given as an expression, which JSON keeps in full.</summary>
    public bool IsExpression { get; }

    /// <summary>False when the rule was a function and the space was read from JSON: it cannot be checked here.</summary>
    internal bool IsKnown => _predicate is not null;

    /// <summary>The parameters the rule looks at; while one of them is inactive, it holds.</summary>
    public IReadOnlyList<string> Parameters { get; }

    /// <summary>A rule written as an expression, such as <c>width * depth &lt;= 4096 or optimizer == 'sgd'</c>.</summary>
    /// <remarks>
    /// Names of parameters (in brackets where they are more than letters, digits, points and underscores: <c>[layer 1]</c>), numbers, texts in
    /// single quotes, true and false; + - * /, &lt; &lt;= &gt; &gt;= == !=, not, and, or, parentheses.
    /// </remarks>
    /// <param name="expression">The rule.</param>
    /// <exception cref="FormatException">The text is not such an expression; the message says where.</exception>
    public static Constraint Parse(string expression)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(expression);
        var parser = new ConstraintParser(expression);
        var body = parser.Parse();
        return new(expression, true, c => body(c).ToBoolean(), parser.Names);
    }

    /// <summary>A rule given as a function.</summary>
    /// <param name="name">The rule in words; stored with the study, so it should change when the rule does.</param>
    /// <param name="predicate">True when the configuration is allowed. Called often and on several threads: quick and without side effects.</param>
    /// <param name="parameters">The parameters it reads; while one of them is inactive the rule holds and the function is not called. None: always called.</param>
    public static Constraint Of(string name, Func<Configuration, bool> predicate, params string[] parameters)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(name);
        ArgumentNullException.ThrowIfNull(predicate);
        ArgumentNullException.ThrowIfNull(parameters);
        return new(name, false, predicate, parameters);
    }

    /// <summary>True when a configuration keeps the rule.</summary>
    /// <param name="configuration">A configuration of the space.</param>
    /// <exception cref="InvalidOperationException">The function threw, or the rule was read back from JSON by its name only.</exception>
    public bool Holds(Configuration configuration)
    {
        ArgumentNullException.ThrowIfNull(configuration);
        if (_predicate is null)
        {
            throw new InvalidOperationException($"The constraint '{Name}' was a function when the space was written, and only its name was kept. Give the space in code, with the function.");
        }

        try
        {
            return !Parameters.All(configuration.Contains) || _predicate(configuration);
        }
        catch (Exception e) when (e is not OutOfMemoryException)
        {
            throw new InvalidOperationException($"The constraint '{Name}' failed on {configuration}: {e.Message}", e);
        }
    }

    /// <summary>The rule in words.</summary>
    public override string ToString() => Name;
}
