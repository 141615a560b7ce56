namespace MLNetTuning.Sweepers.Spaces.Builders;

/// <summary>A search space that a function defines by asking for its parameters (define-by-run), and the way from a configuration to what it builds.</summary>
/// <remarks>
/// The function is run with defaults, with each value of its choices, booleans and whole numbers of at most 32 values, and with some random
/// values, before the first trial: it should be quick and depend on its parameters alone. Conditions are found by comparing the runs.
/// </remarks>
/// <typeparam name="T">What the function builds: options, a pipeline, a network.</typeparam>
public sealed class BuilderSpace<T>
{
    private readonly Func<TrialBuilder, T> _builder;

    /// <summary>Finds the parameters of a function.</summary>
    /// <param name="builder">Asks for parameters and builds something of their values.</param>
    /// <exception cref="InvalidOperationException">A name is asked for with two definitions, in one run or in two.</exception>
    /// <exception cref="ArgumentException">A parameter is not allowed.</exception>
    public BuilderSpace(Func<TrialBuilder, T> builder)
    {
        ArgumentNullException.ThrowIfNull(builder);
        _builder = builder;
        Space = new SpaceDiscovery(trial => builder(trial)).Run();
    }

    /// <summary>The space found.</summary>
    public SearchSpace Space { get; }

    /// <summary>Runs the function with the values of a configuration.</summary>
    /// <param name="configuration">A configuration of the space.</param>
    /// <exception cref="ArgumentException">It does not belong to the space.</exception>
    /// <exception cref="InvalidOperationException">The function asks for something that the space does not have, or has otherwise, or not here.</exception>
    public T Build(Configuration configuration)
    {
        Space.Validate(configuration);
        return _builder(new TrialBuilder(parameter => Answer(parameter, configuration)));
    }

    private ParameterValue? Answer(Parameter asked, Configuration configuration)
    {
        if (!Space.TryGet(asked.Name, out var known))
        {
            throw new InvalidOperationException(
                $"The builder asks for '{asked.Name}', which it never asked for while the space was found. Let it depend on its parameters alone, and ask inside a block (When) what only rare combinations need.");
        }

        BuilderRules.RequireSame(known, asked);
        return configuration.TryGet(asked.Name, out var value)
            ? value
            : throw new InvalidOperationException(
                $"The builder asks for '{asked.Name}' where it is inactive: so far it was asked for only while {known.Condition}. Put it inside a block (When) that says when it counts.");
    }
}
