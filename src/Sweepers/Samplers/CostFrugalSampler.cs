using MLNetTuning.Sweepers.Samplers.Frugal;
using MLNetTuning.Sweepers.Samplers.Models;
using MLNetTuning.Sweepers.Spaces;
using MLNetTuning.Sweepers.Studies;

namespace MLNetTuning.Sweepers.Samplers;

/// <summary>
/// Cost-frugal search: begins at the cheapest configuration and walks from there, so that dear ones are reached only where they promise something.
/// Draws over the whole space begin further walks where they do well.
/// </summary>
/// <remarks>
/// Wu, Wang, Huang: Frugal optimization for cost-related hyperparameters, AAAI 2021 (the local search FLOW2); Wang, Wu, Huang, Saied: Economical
/// hyperparameter optimization with blended search strategy, ICLR 2021; Wang, Wu, Weimer, Zhu: FLAML, MLSys 2021 (which search draws next). The
/// cheapest configuration is made of the parameters' low-cost hints, else their defaults.
/// </remarks>
public sealed class CostFrugalSampler : ISampler
{
    private readonly CostFrugalOptions _options;
    private readonly TpeSampler _global = new();
    private readonly DrawHistory _history = new();
    private FrugalSpace? _space;
    private FrugalState? _settled;
    private int _settledCount;

    /// <summary>A cost-frugal sampler.</summary>
    /// <param name="options">Where it begins; defaults when null.</param>
    /// <exception cref="ArgumentException">An option is not allowed; the message lists every violation.</exception>
    public CostFrugalSampler(CostFrugalOptions? options = null)
    {
        _options = options ?? new CostFrugalOptions();
        _options.Validate();
    }

    /// <inheritdoc/>
    public void Check(SearchSpace space)
    {
        ArgumentNullException.ThrowIfNull(space);
        StratumChecks.Check(space, _options.StratifyBy, nameof(CostFrugalOptions.StratifyBy));
    }

    /// <inheritdoc/>
    public Configuration? Sample(SamplingContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        _space ??= new FrugalSpace(context.Space, _options.StratifyBy);
        _history.Update(context);
        var random = new SeededRandom(context.Seed, context.Index);
        bool begins = _options.StartShare >= 1 || random.NextDouble() < _options.StartShare;
        if (begins && _space.Starts.FirstOrDefault(start => !context.IsKnown(start)) is { } next)
        {
            return next;
        }

        var state = State(context);
        // Nothing has ended yet: the first steps are taken around the first start.
        var thread = state.Threads.IsEmpty ? Begun(context.Space) : state.Choose(random);
        return thread is null ? Admitted(context, _global.Sample(context)) : Step(context, thread, random) ?? _global.Sample(context);
    }

    private FrugalThread Begun(SearchSpace space) =>
        new(_space!.Stratum(_space.Starts[0]), new LocalSearch(space.ToUnit(_space.Starts[0]), _space.IsRange), new ImprovementRecord());

    private Configuration? Step(SamplingContext context, FrugalThread thread, SeededRandom random)
    {
        for (int i = 0; i < CostFrugalDefaults.Redraws; i++)
        {
            var drawn = thread.Search.Propose(context.Space, _space!.IsRange, _space.StratumIndex, random, isRedraw: i > 0);
            if (!context.IsKnown(drawn))
            {
                return drawn;
            }
        }

        return null;
    }

    // Ranges with a low-cost hint are explored outwards: a global draw stays near what has been tried of them.
    private Configuration? Admitted(SamplingContext context, Configuration? drawn)
    {
        if (drawn is null || context.Space.Parameters.All(p => p.LowCost is null))
        {
            return drawn;
        }

        var near = context.Space.Build((parameter, i) => !drawn.TryGet(parameter.Name, out var value) ? parameter.LowCost ?? parameter.DefaultValue
            : parameter.LowCost is not null && _space!.IsRange[i] ? parameter.FromUnit(Reached(context, parameter, parameter.ToUnit(value))) : value);
        return context.IsKnown(near) ? drawn : near;
    }

    private double Reached(SamplingContext context, Parameter parameter, double unit)
    {
        double low = parameter.ToUnit(parameter.LowCost!.Value), high = low;
        for (int draw = 0; draw < _history.Count; draw++)
        {
            if (_history.At(context, draw).Configuration.TryGet(parameter.Name, out var tried))
            {
                double at = parameter.ToUnit(tried);
                (low, high) = (Math.Min(low, at), Math.Max(high, at));
            }
        }

        return Math.Clamp(Math.Clamp(unit, low - CostFrugalDefaults.Reach, high + CostFrugalDefaults.Reach), 0, 1);
    }

    private FrugalState State(SamplingContext context)
    {
        var state = _settled ??= new FrugalState(_space!, _options.Blend);
        for (; _settledCount < _history.Settled; _settledCount++)
        {
            _settled = state = After(context, state, _history.At(context, _settledCount));
        }

        for (int draw = _settledCount; draw < _history.Count; draw++)
        {
            state = _history.At(context, draw) is { HasEnded: true } trial ? After(context, state, trial) : state;
        }

        return state;
    }

    private FrugalState After(SamplingContext context, FrugalState state, Trial trial)
    {
        double loss = trial.Value is not double value ? double.PositiveInfinity : context.Direction == ObjectiveDirection.Minimize ? value : -value;
        double cost = _options.Cost == FrugalCost.Trials ? 1 : (trial.EndedAt!.Value - trial.StartedAt).TotalSeconds;
        return state.With(trial.Configuration, context.Space.ToUnit(trial.Configuration), loss, cost);
    }
}
