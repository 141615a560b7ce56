using System.Globalization;
using MLNetTuning.Sweepers.Samplers;
using MLNetTuning.Sweepers.Schedulers;
using MLNetTuning.Sweepers.Spaces;
using MLNetTuning.Sweepers.Tiers;

namespace MLNetTuning.Sweepers;

/// <summary>The sweepers in words. What changes a plan or a draw stands in them, so that a stored study is not continued as another one.</summary>
internal static class SweeperDescriptions
{
    public static string Random(RandomOptions o) => $"random(budget {Messages.Number(o.Budget)}{By("stratified by", o.StratifyBy)})";

    public static string QuasiRandom(QuasiRandomOptions o) => $"quasi-random(budget {Messages.Number(o.Budget)})";

    public static string Grid(GridOptions o)
    {
        string own = string.Concat(o.LevelsByParameter.OrderBy(p => p.Key, StringComparer.Ordinal).Select(p => string.Create(CultureInfo.InvariantCulture, $", {p.Key}: {p.Value}")));
        return $"grid({Count(o.MaxTrials)}, budget {Messages.Number(o.Budget)}, levels {o.Levels.ToString(CultureInfo.InvariantCulture)}{own})";
    }

    public static string CoarseToFine(CoarseToFineOptions o)
    {
        double[] shares = [o.KeepShare, o.Margin, o.WallShare, o.WidenBy, o.ExploreShare];
        return string.Create(CultureInfo.InvariantCulture, $"coarse to fine({o.TrialsPerRound} trials a round, budget {o.Budget:R}, shares {string.Join(" ", shares.Select(Messages.Number))}{(o.ShrinkFactor < 1 ? $", shrink factor {Messages.Number(o.ShrinkFactor)}" : "")})");
    }

    public static string Tpe(TpeOptions o) => string.Create(CultureInfo.InvariantCulture,
        $"tpe({(o.Multivariate switch { true => "multivariate", false => "univariate", null => "multivariate and univariate in turns" })}, budget {o.Budget:R}, startup {o.StartupTrials}, {o.Candidates} candidates, good {o.GoodShare:R} up to {o.MostGood}, random {o.RandomShare:R})");

    public static string Gp(GpOptions o) => string.Create(CultureInfo.InvariantCulture,
        $"gp(budget {o.Budget:R}, startup {o.StartupTrials}, at most {o.MostObservations} observations)");

    public static string CmaEs(CmaEsOptions o) => string.Create(CultureInfo.InvariantCulture,
        $"cma-es(budget {o.Budget:R}, population {(o.Population is int n ? n : "usual")}, first step {o.FirstStep:R}, {(o.Restarts ? "with" : "without")} restarts)");

    public static string CostFrugal(CostFrugalOptions o) =>
        $"cost-frugal(budget {Messages.Number(o.Budget)}, {(o.Blend ? "blended with tpe" : "local search alone")}, cost in {(o.Cost == FrugalCost.Trials ? "trials" : "seconds")}{By("stratified by", o.StratifyBy)}{(o.StartShare < 1 ? $", start share {Messages.Number(o.StartShare)}" : "")})";

    public static string Hyperband(HyperbandOptions o, IEnumerable<BracketPlan> plan) =>
        $"hyperband({Brackets(plan)}{By("stratified by", o.StratifyBy)}{By("promoting the best of each", o.PromoteBestOfEach)})";

    public static string Halving(SuccessiveHalvingOptions o, IEnumerable<BracketPlan> plan) =>
        $"successive halving({Brackets(plan)}{By("stratified by", o.StratifyBy)}{By("promoting the best of each", o.PromoteBestOfEach)})";

    public static string Asha(AshaOptions o, IEnumerable<double> ladder) =>
        $"asha({string.Join(" > ", ladder.Select(Messages.Number))}, factor {Messages.Number(o.Factor)}{By("stratified by", o.StratifyBy)})";

    // The configurations themselves would be longer than a store's column; another portfolio has another sum.
    public static string Portfolio(string sweeper, IReadOnlyCollection<Configuration> portfolio) => portfolio.Count == 0
        ? sweeper
        : string.Create(CultureInfo.InvariantCulture, $"{sweeper}, portfolio of {portfolio.Count} ({Sum(portfolio):x8})");

    // FNV-1a: the same in every process, which string.GetHashCode is not.
    private static uint Sum(IEnumerable<Configuration> portfolio) =>
        string.Join('\n', portfolio.Select(c => c.ToJson())).Aggregate(2166136261u, (sum, letter) => unchecked((sum ^ letter) * 16777619));

    public static string Population(PopulationOptions o) => string.Create(CultureInfo.InvariantCulture,
        $"population based({o.Population} members, {o.Generations} generations of {o.Interval:R}, truncation {o.Truncation:R}, resampling {o.ResampleShare:R}, perturbing {o.Perturbation:R}{(o.Changing is null ? "" : ", changing " + string.Join(" ", o.Changing))}{(o.Asynchronous ? ", asynchronous" : "")})");

    public static string Tiers(TierOptions o) => string.Create(CultureInfo.InvariantCulture,
        $"tiers({string.Join("; ", o.Tiers.Select(t => string.Join(" ", t.Parameters)))}, {o.TrialsPerTier} trials each, budget {o.Budget:R}{(o.Sampling is { } s ? ", " + Tpe(s) : "")})");

    private static string Brackets(IEnumerable<BracketPlan> plan) =>
        string.Join("; ", plan.Select(b => string.Join(" > ", b.Sizes.Zip(b.Budgets, (n, r) => string.Create(CultureInfo.InvariantCulture, $"{n}x{r:R}")))));

    private static string Count(int? trials) => trials is int n ? n.ToString(CultureInfo.InvariantCulture) + " trials" : "no limit";

    private static string By(string what, string? name) => name is null ? "" : $", {what} {name}";
}
