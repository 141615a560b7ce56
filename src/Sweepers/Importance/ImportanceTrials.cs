using MLNetTuning.Sweepers.Studies;

namespace MLNetTuning.Sweepers.Importance;

/// <summary>Which trials importances are worked out from.</summary>
internal static class ImportanceTrials
{
    public static (double Budget, List<Trial> Trials) Choose(IReadOnlyList<Trial> trials, double? budget)
    {
        var byBudget = trials.Where(t => t.State == TrialState.Completed && t.Value is not null).GroupBy(t => t.Budget).OrderByDescending(g => g.Key).ToList();
        var chosen = budget is double wanted
            ? byBudget.Find(g => g.Key == wanted)
            : byBudget.Find(g => g.Count() >= ImportanceDefaults.EnoughTrials) ?? byBudget.OrderByDescending(g => g.Count()).FirstOrDefault();
        int count = chosen?.Count() ?? 0;
        if (count < ImportanceDefaults.FewestTrials)
        {
            string where = budget is double b ? $"on budget {Messages.Number(b)}" : "on the budget that has the most";
            throw new InvalidOperationException($"There are {count} completed trials {where}; importances need at least {ImportanceDefaults.FewestTrials} of one budget. Run more trials.");
        }

        return (chosen!.Key, [.. chosen]);
    }

    public static double[] Targets(List<Trial> trials, bool ranks)
    {
        double[] values = [.. trials.Select(t => t.Value!.Value)];
        if (values.Min() == values.Max())
        {
            throw new InvalidOperationException($"All {values.Length} trials have the value {Messages.Number(values[0])}, so no parameter explains any difference.");
        }

        if (!ranks)
        {
            return values;
        }

        var sorted = values.Order().ToList();
        return [.. values.Select(v => (sorted.IndexOf(v) + sorted.LastIndexOf(v)) / 2.0)];
    }
}
