using System.Globalization;
using MLNetTuning.Estimators.Validation;

namespace MLNetTuning.Experiments.Running;

/// <summary>Tells after tuning again whether the optimum has moved: a paired difference over rows above two standard errors.</summary>
internal static class OptimumCheck
{
    private const double StandardErrors = 2;

    /// <param name="models">All models.</param>
    /// <param name="earlier">The numbers of the configurations that came from the earlier study.</param>
    public static string? Note(IReadOnlyList<ModelRecord> models, IReadOnlySet<int> earlier)
    {
        var old = models.Where(model => earlier.Contains(model.Trial.Id)).MinBy(model => model.Loss);
        var now = models.Where(model => !earlier.Contains(model.Trial.Id)).MinBy(model => model.Loss);
        if (old is null || now is null)
        {
            return null;
        }

        var (mean, _, error) = Spread.Of([.. old.RowLosses.Zip(now.RowLosses, (before, after) => before - after)]);
        return mean > StandardErrors * error
            ? string.Create(CultureInfo.InvariantCulture, $"The optimum has moved: {now.Trial.Trainer} {now.Trial.Parameters} is better than the earlier study's best by {mean:0.#####} ± {error:0.#####} in loss.")
            : string.Create(CultureInfo.InvariantCulture, $"The optimum has not moved: the best new configuration differs from the earlier study's best by {mean:0.#####} ± {error:0.#####} in loss.");
    }
}
