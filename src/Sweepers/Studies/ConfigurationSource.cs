using MLNetTuning.Sweepers.Samplers;
using MLNetTuning.Sweepers.Spaces;

namespace MLNetTuning.Sweepers.Studies;

/// <summary>Gives a study its configurations: the initial ones first, then what the sampler draws.</summary>
internal sealed class ConfigurationSource
{
    private readonly SearchSpace _space;
    private readonly ISampler _sampler;
    private readonly StudyOptions _options;
    private readonly List<Configuration> _initial;
    private readonly HashSet<Configuration> _known = [];

    public ConfigurationSource(SearchSpace space, ISampler sampler, StudyOptions options)
    {
        _space = space;
        _sampler = sampler;
        _options = options;
        _initial = [.. options.InitialConfigurations.Select(space.Complete).Distinct()];
        FeasibleDraws.Require(space, options.Seed, _initial);
    }

    /// <summary>How many configurations have been drawn, repeats included.</summary>
    public int Count { get; private set; }

    /// <summary>The number of the next configuration, drawn or made from another one.</summary>
    public int NextIndex { get; private set; }

    public Configuration? Draw(IReadOnlyList<Trial> trials)
    {
        if (Count < _initial.Count)
        {
            return _initial[Count];
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
            Count++;
            _known.Add(trial.Configuration);
        }
    }
}
