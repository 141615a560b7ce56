using MLNetTuning.Sweepers.Samplers;
using MLNetTuning.Sweepers.Schedulers;
using MLNetTuning.Sweepers.Spaces;
using MLNetTuning.Sweepers.Studies;

namespace MLNetTuning.Sweepers;

/// <content>Population-based training, and short forms of the sweepers that divide a budget.</content>
public sealed partial class Sweeper
{
    /// <summary>Population-based training with random first members: settings change while training goes on, from checkpoints.</summary>
    /// <param name="options">How the population trains; defaults when null.</param>
    /// <exception cref="ArgumentException">An option is not allowed; the message lists every violation.</exception>
    public static Sweeper PopulationBased(PopulationOptions? options = null)
    {
        options ??= new PopulationOptions();
        options.Validate();
        return new(
            SweeperDescriptions.Population(options),
            () => new RandomSampler(),
            context => options.Asynchronous ? new AsynchronousPopulationScheduler(options, context) : new PopulationScheduler(options, context),
            space => Explorer.Check(space, options));
    }

    /// <summary>The number of trials of the whole plan, known ahead; fewer are handed out when trials fail or the space runs out. Null means without end.</summary>
    public int? PlannedTrials => _scheduler(new SchedulerContext(AnySpace, ObjectiveDirection.Minimize, 0)).PlannedTrials;

    // A plan's length hangs on no space.
    private static SearchSpace AnySpace { get; } = new(new BoolParameter("any"));

    /// <summary>Hyperband with random draws, by its two main numbers.</summary>
    /// <param name="maxBudget">The budget of a trial that goes all the way, in epochs or trees; a whole number.</param>
    /// <param name="factor">One in this many is promoted; 3 by default, at least 2.</param>
    /// <param name="iterations">How often the whole plan is run; 1 by default.</param>
    /// <exception cref="ArgumentException">A number is not allowed; the message lists every violation.</exception>
    public static Sweeper Hyperband(double maxBudget, double factor = HyperbandDefaults.Factor, int iterations = HyperbandDefaults.Iterations) =>
        Hyperband(new HyperbandOptions { MaxBudget = maxBudget, Factor = factor, Iterations = iterations });

    /// <summary>BOHB with the paper's way of drawing.</summary>
    /// <param name="options">What it may spend; <see cref="HyperbandOptions.MaxBudget"/> is the one to set.</param>
    /// <exception cref="ArgumentException">An option is not allowed; the message lists every violation.</exception>
    public static Sweeper Bohb(HyperbandOptions options) => Bohb(options, null);

    /// <summary>BOHB (Hyperband with draws by TPE), by its two main numbers.</summary>
    /// <param name="maxBudget">The budget of a trial that goes all the way, in epochs or trees; a whole number.</param>
    /// <param name="factor">One in this many is promoted; 3 by default, at least 2.</param>
    /// <param name="iterations">How often the whole plan is run; 1 by default.</param>
    /// <exception cref="ArgumentException">A number is not allowed; the message lists every violation.</exception>
    public static Sweeper Bohb(double maxBudget, double factor = HyperbandDefaults.Factor, int iterations = HyperbandDefaults.Iterations) =>
        Bohb(new HyperbandOptions { MaxBudget = maxBudget, Factor = factor, Iterations = iterations });

    /// <summary>Asynchronous successive halving with random draws, by its main numbers.</summary>
    /// <param name="maxBudget">The budget of a trial that goes all the way, in epochs or trees; a whole number.</param>
    /// <param name="factor">One in this many is promoted; 3 by default, at least 2.</param>
    /// <param name="maxTrials">How many trials are handed out in all; null, the default, means without end: give the run a limit.</param>
    /// <exception cref="ArgumentException">A number is not allowed; the message lists every violation.</exception>
    public static Sweeper Asha(double maxBudget, double factor = HyperbandDefaults.Factor, int? maxTrials = null) =>
        Asha(new AshaOptions { MaxBudget = maxBudget, Factor = factor, MaxTrials = maxTrials });

    /// <summary>Successive halving with random draws, by its main numbers.</summary>
    /// <param name="configurations">How many configurations start at the lowest rung; at least 1.</param>
    /// <param name="maxBudget">The budget of a trial that goes all the way, in epochs or trees; a whole number.</param>
    /// <param name="factor">One in this many is promoted; 3 by default, at least 2.</param>
    /// <exception cref="ArgumentException">A number is not allowed; the message lists every violation.</exception>
    public static Sweeper SuccessiveHalving(int configurations, double maxBudget = HyperbandDefaults.MaxBudget, double factor = HyperbandDefaults.Factor) =>
        SuccessiveHalving(new SuccessiveHalvingOptions { Configurations = configurations, MaxBudget = maxBudget, Factor = factor });
}
