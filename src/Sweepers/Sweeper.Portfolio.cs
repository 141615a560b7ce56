using MLNetTuning.Sweepers.Samplers;
using MLNetTuning.Sweepers.Samplers.Portfolios;
using MLNetTuning.Sweepers.Spaces;
using MLNetTuning.Sweepers.Studies;

namespace MLNetTuning.Sweepers;

/// <content>What is tried before the sampler draws.</content>
public sealed partial class Sweeper
{
    /// <summary>Configurations tried before the sampler draws any, in this order, each as far as it fits the study's space; none by default.</summary>
    public IReadOnlyList<Configuration> Portfolio { get; private init; } = [];

    /// <summary>This sweeper begun with configurations known to be good on the whole: they are tried first, in the order given, then the sampler draws.</summary>
    /// <param name="configurations">
    /// What to try. Of a configuration of another space the values are taken that this space has; a number outside a range moves to its end, the rest are
    /// defaults; what does not fit at all is passed over.
    /// </param>
    public Sweeper WithPortfolio(IEnumerable<Configuration> configurations)
    {
        ArgumentNullException.ThrowIfNull(configurations);
        IReadOnlyList<Configuration> portfolio = [.. Portfolio, .. configurations];
        return new(SweeperDescriptions.Portfolio(Description, portfolio), _sampler, _scheduler, _check) { Portfolio = portfolio, StopsEarly = StopsEarly };
    }

    /// <summary>This sweeper begun with the best configurations of an earlier study, on other data or in another space.</summary>
    /// <remarks>They are tried again: its values are not mixed with this study's.</remarks>
    /// <param name="earlier">The earlier study; it may have any sweeper and direction.</param>
    /// <param name="options">How many are taken; defaults when null.</param>
    /// <exception cref="ArgumentException">An option is not allowed; the message lists every violation.</exception>
    public Sweeper WithWarmStart(Study earlier, WarmStartOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(earlier);
        return WithWarmStart(earlier.Space, earlier.Trials, earlier.Direction, options);
    }

    /// <summary>This sweeper begun with the best configurations of earlier trials, which are tried again here.</summary>
    /// <param name="space">The space the trials were drawn from.</param>
    /// <param name="trials">The trials, of one study: their values are compared.</param>
    /// <param name="direction">Which of their values are good.</param>
    /// <param name="options">How many are taken; defaults when null.</param>
    /// <exception cref="ArgumentException">An option is not allowed (the message lists every violation), or a trial is not of that space.</exception>
    public Sweeper WithWarmStart(SearchSpace space, IEnumerable<Trial> trials, ObjectiveDirection direction, WarmStartOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(space);
        ArgumentNullException.ThrowIfNull(trials);
        options ??= new WarmStartOptions();
        options.Validate();
        return WithPortfolio(EarlierTrials.Pick(space, trials, direction, options));
    }
}
