using MLNetTuning.Sweepers.Samplers;
using MLNetTuning.Sweepers.Schedulers;
using MLNetTuning.Sweepers.Spaces;
using MLNetTuning.Sweepers.Studies;
using MLNetTuning.Sweepers.Tiers;

namespace MLNetTuning.Sweepers;

/// <summary>A sampler with a scheduler: how a study draws its trials and how long they run. The thing a user picks.</summary>
/// <remarks>Immutable, thread-safe and reusable: each study makes its own sampler and scheduler from it.</remarks>
public sealed partial class Sweeper
{
    private readonly Func<ISampler> _sampler;
    private readonly Func<SchedulerContext, IScheduler> _scheduler;
    private readonly Action<SearchSpace>? _check;

    private Sweeper(string description, Func<ISampler> sampler, Func<SchedulerContext, IScheduler> scheduler, Action<SearchSpace>? check = null)
    {
        Description = description;
        _sampler = sampler;
        _scheduler = scheduler;
        _check = check;
    }

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

    /// <summary>Tuning in tiers: some parameters first, then others around the best, every trial on the full budget.</summary>
    /// <param name="options">Which parameters when, and how many trials; when null, the usual order for networks: learning rate; momentum, batch and widths; depth and decay.</param>
    /// <exception cref="ArgumentException">An option is not allowed; the message lists every violation.</exception>
    public static Sweeper Tiers(TierOptions? options = null)
    {
        options ??= new TierOptions();
        options.Validate();
        return new(SweeperDescriptions.Tiers(options), () => new TierSampler(options),
            _ => new FullBudgetScheduler(options.Budget, options.Tiers.Count * options.TrialsPerTier, options.TrialsPerTier));
    }

    /// <summary>Hyperband with random draws.</summary>
    /// <param name="options">What it may spend; <see cref="HyperbandOptions.MaxBudget"/> is the one to set.</param>
    /// <exception cref="ArgumentException">An option is not allowed; the message lists every violation.</exception>
    public static Sweeper Hyperband(HyperbandOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        var plan = options.Plan();
        return new(SweeperDescriptions.Hyperband(options, plan), () => new RandomSampler(options.StratifyBy),
            context => new BracketScheduler(plan, context.Direction, options.PromoteBestOfEach), space => StratumChecks.Check(space, options.PromoteBestOfEach, nameof(options.PromoteBestOfEach)));
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
            context => new AshaScheduler(ladder, options.Factor, options.MaxTrials, context.Direction));
    }

    /// <summary>Successive halving: one bracket, with random draws.</summary>
    /// <param name="options">How many configurations start and what they may spend; defaults when null.</param>
    /// <exception cref="ArgumentException">An option is not allowed; the message lists every violation.</exception>
    public static Sweeper SuccessiveHalving(SuccessiveHalvingOptions? options = null)
    {
        options ??= new SuccessiveHalvingOptions();
        IReadOnlyList<BracketPlan> plan = [options.Plan()];
        return new(SweeperDescriptions.Halving(options, plan), () => new RandomSampler(options.StratifyBy),
            context => new BracketScheduler(plan, context.Direction, options.PromoteBestOfEach), space => StratumChecks.Check(space, options.PromoteBestOfEach, nameof(options.PromoteBestOfEach)));
    }

    /// <summary>A sweeper of one's own sampler and scheduler.</summary>
    /// <param name="description">Names both and their options: a stored study goes on only under the same text.</param>
    /// <param name="sampler">Makes a new sampler for each study.</param>
    /// <param name="scheduler">Makes a new scheduler for each study, told its space, its seed and which values are good.</param>
    /// <exception cref="ArgumentException">The description is empty.</exception>
    public static Sweeper Custom(string description, Func<ISampler> sampler, Func<SchedulerContext, IScheduler> scheduler)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(description);
        ArgumentNullException.ThrowIfNull(sampler);
        ArgumentNullException.ThrowIfNull(scheduler);
        return new(description, sampler, scheduler);
    }

    /// <summary>Whether a rule ends trials between their reports (<see cref="WithStopping"/>): only then is there a use in reporting.</summary>
    public bool StopsEarly { get; private init; }

    /// <summary>This sweeper's budgets with another sampler: Hyperband over a grid, say.</summary>
    /// <param name="description">Names the sampler and its options.</param>
    /// <param name="sampler">Makes a new sampler for each study.</param>
    /// <exception cref="ArgumentException">The description is empty.</exception>
    public Sweeper WithSampler(string description, Func<ISampler> sampler)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(description);
        ArgumentNullException.ThrowIfNull(sampler);
        return new($"{Description} with {description}", sampler, _scheduler, _check) { Portfolio = Portfolio, StopsEarly = StopsEarly };
    }

    /// <summary>This sweeper with a rule that ends hopeless trials between their reports.</summary>
    /// <param name="rule">When a trial is hopeless.</param>
    public Sweeper WithStopping(StoppingRule rule)
    {
        ArgumentNullException.ThrowIfNull(rule);
        return new($"{Description}, {rule.Description}", _sampler, context => new StoppingScheduler(_scheduler(context), rule, context.Direction), _check) { Portfolio = Portfolio, StopsEarly = true };
    }

    /// <summary>The description.</summary>
    public override string ToString() => Description;

    internal ISampler NewSampler() => _sampler();

    internal IScheduler NewScheduler(SchedulerContext context) => _scheduler(context);

    internal void Check(SearchSpace space) => _check?.Invoke(space);
}
