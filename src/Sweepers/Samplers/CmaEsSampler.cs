using MLNetTuning.Sweepers.Samplers.Evolution;
using MLNetTuning.Sweepers.Samplers.Models;
using MLNetTuning.Sweepers.Spaces;
using MLNetTuning.Sweepers.Studies;

namespace MLNetTuning.Sweepers.Samplers;

/// <summary>
/// CMA-ES: generations drawn from a normal distribution that moves to the better half and learns which directions lead there. For ranges that depend on
/// one another and some hundred trials or more.
/// </summary>
/// <remarks>
/// Hansen: The CMA evolution strategy, a tutorial, arXiv 1604.00772; restarts with a doubled generation: Auger, Hansen, CEC 2005. It moves the ranges
/// and ordered choices that are always active; choices and what is conditional are drawn by TPE, each by itself. A generation is so many draws in their
/// order: it counts once all have ended, or as many of later draws have, so that one slow trial holds nothing up. A generation's trials are compared
/// on the budget that most of them had at first.
/// </remarks>
public sealed class CmaEsSampler : ISampler
{
    // Negative numbers are streams of their own, apart from the draws'.
    private const long RestartStream = -2_000_003;
    private readonly CmaEsOptions _options;
    private readonly RandomSampler _random = new();
    private readonly TpeSampler _rest = new(new TpeOptions { Multivariate = false });
    private readonly DrawHistory _history = new();
    private int[]? _moved;
    private CmaState? _settled;

    /// <summary>A CMA-ES sampler.</summary>
    /// <param name="options">How it starts; defaults when null.</param>
    /// <exception cref="ArgumentException">An option is not allowed; the message lists every violation.</exception>
    public CmaEsSampler(CmaEsOptions? options = null)
    {
        _options = options ?? new CmaEsOptions();
        _options.Validate();
    }

    /// <inheritdoc/>
    public void Check(SearchSpace space) => ArgumentNullException.ThrowIfNull(space);

    /// <inheritdoc/>
    public Configuration? Sample(SamplingContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        var space = context.Space;
        _moved ??= [.. Enumerable.Range(0, space.Parameters.Count).Where(i => Moves(space.Parameters[i]))];
        if (_moved.Length == 0 || space.Cardinality <= context.KnownCount)
        {
            return _rest.Sample(context);
        }

        _history.Update(context);
        var state = State(context);
        var others = _moved.Length < space.Parameters.Count ? _rest.Sample(context) : null;
        var random = new SeededRandom(context.Seed, context.Index);
        for (int i = 0; i < RandomDefaults.Redraws; i++)
        {
            var drawn = Draw(space, state, others, random);
            if (!context.IsKnown(drawn))
            {
                return drawn;
            }
        }

        return _random.Sample(context);
    }

    private static bool Moves(Parameter parameter) =>
        parameter is { Condition: null, Cardinality: null or > 1 } and (FloatParameter or IntParameter or ChoiceParameter { Ordered: true });

    private Configuration Draw(SearchSpace space, CmaState state, Configuration? others, SeededRandom random)
    {
        double[] point = Inside(space, state, random);
        return space.Build((parameter, index) => Array.IndexOf(_moved!, index) is >= 0 and var d
            ? parameter.FromUnit(point[d])
            : others!.TryGet(parameter.Name, out var value) ? value : parameter.DefaultValue);
    }

    private double[] Inside(SearchSpace space, CmaState state, SeededRandom random)
    {
        double[] point = [];
        for (int i = 0; i < CmaEsDefaults.Redraws; i++)
        {
            point = state.Point([.. _moved!.Select(_ => random.NextNormal())]);
            for (int d = 0; d < point.Length; d++)
            {
                // A whole number needs a step that reaches the next one.
                double least = CmaEsDefaults.LeastCellShare / (space.Parameters[_moved![d]].Cardinality ?? double.PositiveInfinity);
                point[d] += state.DeviationOf(d) < least ? least * random.NextNormal() : 0;
            }

            if (point.All(v => v is >= 0 and <= 1))
            {
                return point;
            }
        }

        return Array.ConvertAll(point, Mirrored);
    }

    private static double Mirrored(double unit)
    {
        double turned = Math.Abs(unit) % 2;
        return turned > 1 ? 2 - turned : turned;
    }

    private CmaState State(SamplingContext context)
    {
        _settled ??= First(context);
        for (var state = _settled; ; _settled = state.Begin <= _history.Settled ? state : _settled)
        {
            if (!HasEnded(context, state))
            {
                return state;
            }

            state = After(context, state);
        }
    }

    private CmaState First(SamplingContext context)
    {
        double[] mean = [.. _moved!.Select(i => context.Space.Parameters[i]).Select(p => p.ToUnit(p.DefaultValue))];
        return CmaState.Start(mean, _options.FirstStep, _options.Population ?? 4 + (int)(3 * Math.Log(mean.Length)), 0, 0);
    }

    private bool HasEnded(SamplingContext context, CmaState state)
    {
        int end = state.Begin + state.Population;
        return end <= _history.Count
            && (end <= _history.Settled
                || Enumerable.Range(state.Begin, state.Population).All(Ended)
                || Enumerable.Range(end, _history.Count - end).Count(Ended) >= state.Population);

        bool Ended(int draw) => _history.At(context, draw).HasEnded;
    }

    private CmaState After(SamplingContext context, CmaState state)
    {
        var valued = Enumerable.Range(state.Begin, state.Population).Select(draw => _history.At(context, draw)).Where(t => t.Value is not null);
        var group = valued.GroupBy(t => t.Budget).OrderByDescending(g => g.Count()).ThenByDescending(g => g.Key).FirstOrDefault();
        List<Trial> ranked = group is null ? [] : Ranked(context, group);
        var next = state.Next([.. ranked.Select(t => Point(context.Space, t.Configuration))], ranked.Count > 0 ? Loss(context, ranked[0]) : 0);
        return _options.Restarts && next.HasConverged() ? Restarted(context, next) : next;
    }

    // What a scheduler stopped stands behind what completed, the later the stop the better.
    private static List<Trial> Ranked(SamplingContext context, IEnumerable<Trial> trials) =>
    [
        .. trials.OrderBy(t => t.State == TrialState.Stopped)
            .ThenByDescending(t => t.State == TrialState.Stopped && t.Reports.Count > 0 ? t.Reports[^1].Step : 0)
            .ThenBy(t => Loss(context, t)).ThenBy(t => t.ConfigurationIndex),
    ];

    private static double Loss(SamplingContext context, Trial trial) => context.Direction == ObjectiveDirection.Minimize ? trial.Value!.Value : -trial.Value!.Value;

    private double[] Point(SearchSpace space, Configuration configuration) =>
        [.. _moved!.Select(i => space.Parameters[i]).Select(p => p.ToUnit(configuration[p.Name]))];

    private CmaState Restarted(SamplingContext context, CmaState ended)
    {
        var random = new SeededRandom(context.Seed, RestartStream - ended.Restarts);
        double[] mean = [.. _moved!.Select(_ => random.NextDouble())];
        return CmaState.Start(mean, _options.FirstStep, ended.Population * CmaEsDefaults.PopulationFactor, ended.Begin, ended.Restarts + 1);
    }
}
