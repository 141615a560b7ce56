using MLNetTuning.Sweepers.Samplers.Models;
using MLNetTuning.Sweepers.Spaces;
using MLNetTuning.Sweepers.Studies;

namespace MLNetTuning.Sweepers.Importance;

/// <summary>Which parameters of a study matter: functional analysis of variance on a forest of regression trees (fANOVA).</summary>
/// <remarks>
/// Hutter, Hoos, Leyton-Brown: An efficient approach for assessing hyperparameter importance, ICML 2014. A parameter that is inactive in a trial
/// has a random value there, another for each tree, so that it has no effect where it is inactive: a conditional parameter is weighed over the whole space, of
/// which its branch is a part, and shows in the pair with its parent as well. Importance says what moves the objective over the ranges as given, not what remains to be won near the best trial.
/// </remarks>
public sealed class ImportanceReport
{
    private readonly SearchSpace _space;
    private readonly Forest _forest;

    private ImportanceReport(SearchSpace space, Forest forest, double budget, int trials)
    {
        (_space, _forest, Budget, Trials) = (space, forest, budget, trials);
    }

    /// <summary>The share of each parameter alone, most important first.</summary>
    public IReadOnlyList<ImportanceShare> Singles { get; private init; } = [];

    /// <summary>The share of pairs beyond what both do alone, most important first; among the most important parameters only.</summary>
    public IReadOnlyList<ImportanceShare> Pairs { get; private init; } = [];

    /// <summary>The budget of the trials looked at.</summary>
    public double Budget { get; }

    /// <summary>How many trials were looked at.</summary>
    public int Trials { get; }

    /// <summary>The importances of a study.</summary>
    /// <param name="study">A study with completed trials.</param>
    /// <param name="options">How they are worked out; defaults when null.</param>
    /// <exception cref="InvalidOperationException">There are fewer than 4 completed trials on any budget, or all have one value.</exception>
    public static ImportanceReport Of(Study study, ImportanceOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(study);
        return Of(study.Space, study.Trials, options);
    }

    /// <summary>The importances that trials show.</summary>
    /// <param name="space">The space they were drawn from.</param>
    /// <param name="trials">The trials; those that are not completed are passed over.</param>
    /// <param name="options">How they are worked out; defaults when null.</param>
    /// <exception cref="ArgumentException">An option is not allowed; the message lists every violation.</exception>
    /// <exception cref="InvalidOperationException">There are fewer than 4 completed trials on any budget, or all have one value.</exception>
    public static ImportanceReport Of(SearchSpace space, IReadOnlyList<Trial> trials, ImportanceOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(space);
        ArgumentNullException.ThrowIfNull(trials);
        options ??= new ImportanceOptions();
        options.Validate();
        var (budget, chosen) = ImportanceTrials.Choose(trials, options.Budget);
        Dimension[] dimensions = [.. space.Parameters.Select(p => new Dimension(p))];
        double[][] rows = [.. chosen.Select(t => space.ToUnit(t.Configuration))];
        double[] values = ImportanceTrials.Targets(chosen, options.Ranks);
        var forest = Forest.Grow(dimensions, rows, values, options);
        var decomposition = new Decomposition(forest, space.Parameters.Count);
        var singles = Enumerable.Range(0, space.Parameters.Count).Select(d => (Dimension: d, Share: decomposition.Single(d, space.Parameters[d].Name))).OrderByDescending(s => s.Share.Share).ToList();
        int[] best = [.. singles.Take(options.PairsAmong).Select(s => s.Dimension).Order()];
        var pairs = best.SelectMany((a, i) => best.Skip(i + 1).Select(b => decomposition.Pair(a, b, [space.Parameters[a].Name, space.Parameters[b].Name])));
        return new(space, forest, budget, chosen.Count)
        {
            Singles = [.. singles.Select(s => s.Share)],
            Pairs = [.. pairs.OrderByDescending(p => p.Share)],
        };
    }

    /// <summary>What to expect along one parameter, everything else averaged: the curve behind a plot.</summary>
    /// <param name="name">A parameter of the space.</param>
    /// <param name="count">The most points of a range, at least 2; 32 by default. Choices give all of theirs.</param>
    /// <exception cref="KeyNotFoundException">The space has no such parameter.</exception>
    public IReadOnlyList<MarginalPoint> Marginal(string name, int count = 32)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(count, 2);
        var parameter = _space[name];
        int dimension = _space.Parameters.ToList().IndexOf(parameter);
        var marginals = _forest.Trees.Select(tree => new Marginal(tree, dimension)).ToList();
        return [.. parameter.Levels(count).Select(value =>
        {
            double unit = parameter.ToUnit(value);
            var (mean, deviation) = Decomposition.Moments([.. marginals.Select(m => m.At(unit))]);
            return new MarginalPoint(value, mean, deviation);
        })];
    }

    /// <summary>The shares as a report would say them, one a line.</summary>
    public override string ToString() => string.Join("\n", Singles.Concat(Pairs));
}
