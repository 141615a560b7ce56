using MLNetTuning.Sweepers.Samplers;
using MLNetTuning.Sweepers.Samplers.Portfolios;
using MLNetTuning.Sweepers.Spaces;

namespace MLNetTuning.Sweepers.Studies;

/// <summary>Gives a study its configurations: the initial ones first, then the sweeper's portfolio, then what the sampler draws.</summary>
internal sealed class ConfigurationSource
{
    private readonly SearchSpace _space;
    private readonly ISampler _sampler;
    private readonly StudyOptions _options;
    private readonly List<Configuration> _initial;
    private readonly HashSet<Configuration> _known = [];
    private int _nextInitial;

    public ConfigurationSource(SearchSpace space, ISampler sampler, StudyOptions options, IReadOnlyList<Configuration> portfolio)
    {
        _space = space;
        _sampler = sampler;
        _options = options;
        _initial = [.. options.InitialConfigurations.Select(space.Complete).Distinct()];
        FeasibleDraws.Require(space, options.Seed, _initial);
        _initial.AddRange(portfolio.Select(c => PortfolioFit.To(space, c)).OfType<Configuration>().Distinct().Except(_initial));
    }

    public SearchSpace Space => _space;

    /// <summary>How many configurations have been drawn, repeats included; what other programs tried is not counted.</summary>
    public int Count { get; private set; }

    /// <summary>The number of the next configuration, drawn or made from another one.</summary>
    public int NextIndex { get; private set; }

    public Configuration? Draw(IReadOnlyList<Trial> trials)
    {
        while (_nextInitial < _initial.Count && _known.Contains(_initial[_nextInitial]))
        {
            _nextInitial++;
        }

        if (_nextInitial < _initial.Count)
        {
            return _initial[_nextInitial];
        }

        var drawn = _sampler.Sample(new SamplingContext(_space, _options.Direction, _options.Seed, Count, trials, _known));
        if (drawn is null)
        {
            return null;
        }

        _space.Validate(drawn);
        return _space.IsFeasible(drawn) ? drawn : FeasibleDraws.Draw(_space, _options.Seed, Count, _known);
    }

    public void Remember(Trial trial)
    {
        NextIndex = Math.Max(NextIndex, trial.ConfigurationIndex + 1);
        if (trial.ParentId is null)
        {
            Count += trial.IsForeign ? 0 : 1;
            _known.Add(trial.Configuration);
        }
    }
}
