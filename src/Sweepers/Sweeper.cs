using MLNetTuning.Sweepers.Samplers;
using MLNetTuning.Sweepers.Samplers.Portfolios;
using MLNetTuning.Sweepers.Schedulers;
using MLNetTuning.Sweepers.Spaces;
using MLNetTuning.Sweepers.Studies;

namespace MLNetTuning.Sweepers;

/// <summary>A sampler with a scheduler: how a study draws its trials and how long they run. The thing a user picks.</summary>
/// <remarks>Immutable, thread-safe and reusable: each study makes its own sampler and scheduler from it.</remarks>
public sealed class Sweeper
{
    private readonly Func<ISampler> _sampler;
    private readonly Func<ObjectiveDirection, IScheduler> _scheduler;
    private readonly string? _promoteBestOfEach;

    private Sweeper(string description, Func<ISampler> sampler, Func<ObjectiveDirection, IScheduler> scheduler, string? promoteBestOfEach = null)
    {
        Description = description;
        _sampler = sampler;
        _scheduler = scheduler;
        _promoteBestOfEach = promoteBestOfEach;
    }

    /// <summary>Configurations tried before the sampler draws any, in this order, each as far as it fits the study's space; none by default.</summary>
    public IReadOnlyList<Configuration> Portfolio { get; private init; } = [];

    /// <summary>The sweeper and its options in words; a stored study goes on only under the same description.</summary>
    public string Description { get; }

    /// <summary>Random search: every parameter uniform on its own scale, every trial on the full budget.</summary>
    /// <param name="options">How many trials and how drawn; defaults when null.</param>
    /// <exception cref="ArgumentException">An option is not allowed; the message lists every violation.</exception>
    public static Sweeper Random(RandomOptions? options = null)
    {
        options ??= new RandomOptions();
        options.Validate();
        return new(SweeperDescriptions.Random(options), () => new RandomSampler(options.StratifyBy), _ => new FullBudgetScheduler(options.Budget, options.MaxTrials, null));
    }

    /// <summary>Quasi-random search: a scrambled Sobol sequence, every trial on the full budget.</summary>
    /// <param name="options">How many trials; defaults when null.</param>
    /// <exception cref="ArgumentException">An option is not allowed; the message lists every violation.</exception>
    public static Sweeper QuasiRandom(QuasiRandomOptions? options = null)
    {
        options ??= new QuasiRandomOptions();
        options.Validate();
        return new(SweeperDescriptions.QuasiRandom(options), () => new QuasiRandomSampler(), _ => new FullBudgetScheduler(options.Budget, options.MaxTrials, null));
    }

    /// <summary>Grid search: levels on each parameter's own scale, every trial on the full budget.</summary>
    /// <param name="options">How fine the grid is; defaults when null.</param>
    /// <exception cref="ArgumentException">An option is not allowed; the message lists every violation.</exception>
    public static Sweeper Grid(GridOptions? options = null)
    {
        options ??= new GridOptions();
        options.Validate();
        return new(SweeperDescriptions.Grid(options), () => new GridSampler(options), _ => new FullBudgetScheduler(options.Budget, options.MaxTrials, null));
    }

    /// <summary>Coarse-to-fine search: rounds, each in a smaller box around the best so far, every trial on the full budget.</summary>
    /// <param name="options">Rounds and shrinking; defaults when null.</param>
    /// <exception cref="ArgumentException">An option is not allowed; the message lists every violation.</exception>
    public static Sweeper CoarseToFine(CoarseToFineOptions? options = null)
    {
        options ??= new CoarseToFineOptions();
        options.Validate();
        return new(SweeperDescriptions.CoarseToFine(options), () => new CoarseToFineSampler(options),
            _ => new FullBudgetScheduler(options.Budget, options.Rounds * options.TrialsPerRound, options.TrialsPerRound));
    }

    /// <summary>Tree-structured Parzen estimator: draws near what was good so far, every trial on the full budget.</summary>
    /// <param name="options">How it learns; defaults when null.</param>
    /// <exception cref="ArgumentException">An option is not allowed; the message lists every violation.</exception>
    public static Sweeper Tpe(TpeOptions? options = null)
    {
        options ??= new TpeOptions();
        options.Validate();
        return new(SweeperDescriptions.Tpe(options), () => new TpeSampler(options), _ => new FullBudgetScheduler(options.Budget, options.MaxTrials, null));
    }

    /// <summary>Bayesian optimization with a Gaussian process, every trial on the full budget: for dear trials and some hundred of them at most.</summary>
    /// <param name="options">How it learns; defaults when null.</param>
    /// <exception cref="ArgumentException">An option is not allowed; the message lists every violation.</exception>
    public static Sweeper Gp(GpOptions? options = null)
    {
        options ??= new GpOptions();
        options.Validate();
        return new(SweeperDescriptions.Gp(options), () => new GpSampler(options), _ => new FullBudgetScheduler(options.Budget, options.MaxTrials, null));
    }

    /// <summary>CMA-ES: generations from a normal distribution that learns where to go, every trial on the full budget.</summary>
    /// <param name="options">How it starts and restarts; defaults when null.</param>
    /// <exception cref="ArgumentException">An option is not allowed; the message lists every violation.</exception>
    public static Sweeper CmaEs(CmaEsOptions? options = null)
    {
        options ??= new CmaEsOptions();
        options.Validate();
        return new(SweeperDescriptions.CmaEs(options), () => new CmaEsSampler(options), _ => new FullBudgetScheduler(options.Budget, options.MaxTrials, null));
    }

    /// <summary>Cost-frugal search: walks from the cheapest configuration, blended with TPE, every trial on the full budget.</summary>
    /// <param name="options">Where it begins; defaults when null.</param>
    /// <exception cref="ArgumentException">An option is not allowed; the message lists every violation.</exception>
    public static Sweeper CostFrugal(CostFrugalOptions? options = null)
    {
        options ??= new CostFrugalOptions();
        options.Validate();
        return new(SweeperDescriptions.CostFrugal(options), () => new CostFrugalSampler(options),
            _ => new FullBudgetScheduler(options.Budget, options.MaxTrials, null));
    }

    /// <summary>Hyperband with random draws.</summary>
    /// <param name="options">What it may spend; <see cref="HyperbandOptions.MaxBudget"/> is the one to set.</param>
    /// <exception cref="ArgumentException">An option is not allowed; the message lists every violation.</exception>
    public static Sweeper Hyperband(HyperbandOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        var plan = options.Plan();
        return new(SweeperDescriptions.Hyperband(options, plan), () => new RandomSampler(options.StratifyBy),
            direction => new BracketScheduler(plan, direction, options.PromoteBestOfEach), options.PromoteBestOfEach);
    }

    /// <summary>BOHB: Hyperband whose configurations are drawn by TPE from the largest budget that has shown enough.</summary>
    /// <remarks>
    /// Falkner, Klein, Hutter: BOHB, ICML 2018. Defaults of the sampler are the paper's: the best 15% are good, 64 candidates, one draw in three is random.
    /// </remarks>
    /// <param name="options">What it may spend; <see cref="HyperbandOptions.MaxBudget"/> is the one to set.</param>
    /// <param name="sampling">How configurations are drawn; the paper's numbers when null. Its budget and number of trials are not used.</param>
    /// <exception cref="ArgumentException">An option is not allowed; the message lists every violation.</exception>
    public static Sweeper Bohb(HyperbandOptions options, TpeOptions? sampling = null)
    {
        ArgumentNullException.ThrowIfNull(options);
        sampling ??= new TpeOptions { GoodShare = 0.15, MostGood = int.MaxValue, Candidates = 64, RandomShare = 1.0 / 3 };
        sampling.Validate();
        return Hyperband(options).WithSampler(SweeperDescriptions.Tpe(sampling), () => new TpeSampler(sampling, options.StratifyBy));
    }

    /// <summary>Asynchronous successive halving with random draws: for parallel trials, none of which waits for another.</summary>
    /// <param name="options">What it may spend; defaults when null.</param>
    /// <exception cref="ArgumentException">An option is not allowed; the message lists every violation.</exception>
    public static Sweeper Asha(AshaOptions? options = null)
    {
        options ??= new AshaOptions();
        var ladder = options.Ladder();
        return new(SweeperDescriptions.Asha(options, ladder), () => new RandomSampler(options.StratifyBy),
            direction => new AshaScheduler(ladder, options.Factor, options.MaxTrials, direction));
    }

    /// <summary>Successive halving: one bracket, with random draws.</summary>
    /// <param name="options">How many configurations start and what they may spend; defaults when null.</param>
    /// <exception cref="ArgumentException">An option is not allowed; the message lists every violation.</exception>
    public static Sweeper SuccessiveHalving(SuccessiveHalvingOptions? options = null)
    {
        options ??= new SuccessiveHalvingOptions();
        IReadOnlyList<BracketPlan> plan = [options.Plan()];
        return new(SweeperDescriptions.Halving(options, plan), () => new RandomSampler(options.StratifyBy),
            direction => new BracketScheduler(plan, direction, options.PromoteBestOfEach), options.PromoteBestOfEach);
    }

    /// <summary>A sweeper of one's own sampler and scheduler.</summary>
    /// <param name="description">Names both and their options: a stored study goes on only under the same text.</param>
    /// <param name="sampler">Makes a new sampler for each study.</param>
    /// <param name="scheduler">Makes a new scheduler for each study, told which values are good.</param>
    /// <exception cref="ArgumentException">The description is empty.</exception>
    public static Sweeper Custom(string description, Func<ISampler> sampler, Func<ObjectiveDirection, IScheduler> scheduler)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(description);
        ArgumentNullException.ThrowIfNull(sampler);
        ArgumentNullException.ThrowIfNull(scheduler);
        return new(description, sampler, scheduler);
    }

    /// <summary>This sweeper's budgets with another sampler: Hyperband over a grid, say.</summary>
    /// <param name="description">Names the sampler and its options.</param>
    /// <param name="sampler">Makes a new sampler for each study.</param>
    /// <exception cref="ArgumentException">The description is empty.</exception>
    public Sweeper WithSampler(string description, Func<ISampler> sampler)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(description);
        ArgumentNullException.ThrowIfNull(sampler);
        return new($"{Description} with {description}", sampler, _scheduler, _promoteBestOfEach) { Portfolio = Portfolio };
    }

    /// <summary>This sweeper with a rule that ends hopeless trials between their reports.</summary>
    /// <param name="rule">When a trial is hopeless.</param>
    public Sweeper WithStopping(StoppingRule rule)
    {
        ArgumentNullException.ThrowIfNull(rule);
        return new($"{Description}, {rule.Description}", _sampler, direction => new StoppingScheduler(_scheduler(direction), rule, direction), _promoteBestOfEach) { Portfolio = Portfolio };
    }

    /// <summary>This sweeper begun with configurations known to be good on the whole: they are tried first, in the order given, then the sampler draws.</summary>
    /// <param name="configurations">
    /// What to try. Of a configuration of another space the values are taken that this space has; a number outside a range moves to its end, the rest are
    /// defaults; what does not fit at all is passed over.
    /// </param>
    public Sweeper WithPortfolio(IEnumerable<Configuration> configurations)
    {
        ArgumentNullException.ThrowIfNull(configurations);
        IReadOnlyList<Configuration> portfolio = [.. Portfolio, .. configurations];
        return new(SweeperDescriptions.Portfolio(Description, portfolio), _sampler, _scheduler, _promoteBestOfEach) { Portfolio = portfolio };
    }

    /// <summary>This sweeper begun with the best configurations of an earlier study, on other data or in another space. They are tried again here: its values are not mixed with this study's.</summary>
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

    /// <summary>The description.</summary>
    public override string ToString() => Description;

    internal ISampler NewSampler() => _sampler();

    internal IScheduler NewScheduler(ObjectiveDirection direction) => _scheduler(direction);

    internal void Check(SearchSpace space) => StratumChecks.Check(space, _promoteBestOfEach, "PromoteBestOfEach");
}
