namespace MLNetTuning.Sweepers.Schedulers;

/// <summary>The checks that successive halving and Hyperband share.</summary>
internal static class LadderChecks
{
    public static void Budgets(double min, double max, IReadOnlyList<double>? rungs, bool whole, List<string> errors)
    {
        if (rungs is not null)
        {
            bool growing = rungs.Count > 0 && rungs[0] > 0 && double.IsFinite(rungs[^1]) && Enumerable.Range(1, rungs.Count - 1).All(i => rungs[i] > rungs[i - 1]);
            Messages.Require(growing, errors, $"Rungs is [{string.Join(", ", rungs.Select(Messages.Number))}]. Allowed: at least one budget, all above 0, growing.");
            return;
        }

        Messages.Require(double.IsFinite(max) && max > 0, errors, $"MaxBudget is {Messages.Number(max)}. Allowed: finite, above 0.");
        Messages.Require(min > 0 && !(min > max), errors, $"MinBudget is {Messages.Number(min)}. Allowed: above 0, at most MaxBudget ({Messages.Number(max)}).");
        Messages.Require(!whole || (min >= 1 && Math.Floor(max) == max), errors,
            $"Budgets from {Messages.Number(min)} to {Messages.Number(max)} cannot be rounded to whole numbers. Set WholeBudgets to false, or give a MinBudget of at least 1 and a whole MaxBudget.");
    }

    public static void Factor(double factor, List<string> errors) =>
        Messages.Require(factor >= 2 && double.IsFinite(factor), errors, $"Factor is {Messages.Number(factor)}. Allowed: finite, at least 2.");
}
