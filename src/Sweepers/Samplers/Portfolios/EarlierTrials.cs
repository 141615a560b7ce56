using MLNetTuning.Sweepers.Spaces;
using MLNetTuning.Sweepers.Studies;

namespace MLNetTuning.Sweepers.Samplers.Portfolios;

/// <summary>Picks from an earlier study the configurations worth trying again: the best ones that are not alike.</summary>
internal static class EarlierTrials
{
    public static IReadOnlyList<Configuration> Pick(SearchSpace space, IEnumerable<Trial> trials, ObjectiveDirection direction, WarmStartOptions options)
    {
        // Values at different budgets are not comparable: what came furthest stands first.
        var ranked = trials.Where(t => t.Value is not null).GroupBy(t => t.Budget).OrderByDescending(g => g.Key).SelectMany(g => new TrialRanking(direction).Rank(g));
        var picked = new List<(Configuration Configuration, double[] Point)>();
        foreach (var trial in ranked)
        {
            if (picked.Count == options.Configurations)
            {
                break;
            }

            double[] point = space.ToUnit(trial.Configuration);
            if (picked.All(p => AreApart(space, p, (trial.Configuration, point), options.LeastDistance)))
            {
                picked.Add((trial.Configuration, point));
            }
        }

        return [.. picked.Select(p => p.Configuration)];
    }

    private static bool AreApart(SearchSpace space, (Configuration Values, double[] Point) one, (Configuration Values, double[] Point) other, double least)
    {
        if (one.Values.Equals(other.Values))
        {
            return false;
        }

        for (int i = 0; i < space.Parameters.Count; i++)
        {
            bool isRange = space.Parameters[i] is FloatParameter or IntParameter or ChoiceParameter { Ordered: true };
            double apart = Math.Abs(one.Point[i] - other.Point[i]);
            // NaN where one of them is inactive: then another choice tells them apart already.
            if (isRange ? apart >= least : apart > 0)
            {
                return true;
            }
        }

        return false;
    }
}
