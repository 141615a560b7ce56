using MLNetTuning.Estimators.Ensembles;
using MLNetTuning.Trainers;
using MLNetTuning.Trainers.Portable;

namespace MLNetTuning.Experiments.Blending;

/// <summary>The ways to make an ensemble that stand for choice, the simplest first.</summary>
internal static class BlendRecipes
{
    private const int BoostedRows = 5000;
    private const int BoostedOutputs = 4;
    private const int StackedModels = 20;

    private static readonly double[] _penalties = [1000, 100, 10, 1];

    /// <summary>The recipes of a kind, one or more.</summary>
    /// <param name="kind">What the models become.</param>
    /// <param name="rows">The rows there are.</param>
    /// <param name="asked">How probabilities are calibrated.</param>
    public static IReadOnlyList<BlendRecipe> For(ExperimentEnsemble kind, BlendRows rows, CalibrationMethod asked)
    {
        var calibration = BlendCalibration.Allowed(asked, rows);
        Func<BlendFit, IReadOnlyList<EnsembleWeight>> members = kind switch
        {
            ExperimentEnsemble.None => fit => fit.Single,
            ExperimentEnsemble.Average => fit => fit.Best,
            _ => fit => fit.Greedy,
        };
        var canStack = rows.Predictions.Count > 1 && rows.Folds is not null;
        if (kind == ExperimentEnsemble.Stacking && canStack)
        {
            return [.. Stacks(rows), .. Boosted(rows)];
        }

        return [.. Averages(rows, members, calibration), .. kind == ExperimentEnsemble.Auto && canStack ? Stacks(rows) : []];
    }

    private static IEnumerable<BlendRecipe> Averages(BlendRows rows, Func<BlendFit, IReadOnlyList<EnsembleWeight>> members, CalibrationMethod calibration)
    {
        yield return new BlendRecipe(fit => Average(fit, members(fit), AveragingKind.Mean), IsSimple: true);
        if (rows.Task == PredictionTask.Regression && rows.LearntLogarithm.Contains(true))
        {
            yield return new BlendRecipe(
                fit => LogarithmFactor.Concerns(fit.Rows, members(fit)) ? LogarithmFactor.PutOn(fit.Rows, members(fit)) : Average(fit, members(fit), AveragingKind.Mean), IsSimple: true);
        }

        if (calibration == CalibrationMethod.None)
        {
            yield break;
        }

        yield return new BlendRecipe(fit => BlendCalibration.PutOn(Average(fit, members(fit), AveragingKind.Mean), fit.Rows, calibration), IsSimple: true);
        if (rows.Task == PredictionTask.Multiclass)
        {
            // The geometric mean of several classes' probabilities is often the better one, and colder or hotter than the other.
            yield return new BlendRecipe(fit => BlendCalibration.PutOn(Average(fit, members(fit), AveragingKind.Logit), fit.Rows, calibration), IsSimple: true);
        }
    }

    private static IEnumerable<BlendRecipe> Stacks(BlendRows rows) => _penalties.Select(penalty => new BlendRecipe(fit => PooledStack.Fit(fit.Rows, fit.Greedy, penalty), IsSimple: false));

    private static IEnumerable<BlendRecipe> Boosted(BlendRows rows)
    {
        if (rows.Labels.Length >= BoostedRows && rows.Outputs <= BoostedOutputs)
        {
            yield return new BlendRecipe(Boost, IsSimple: false);
        }
    }

    private static Blend Average(BlendFit fit, IReadOnlyList<EnsembleWeight> members, AveragingKind kind) =>
        new(members, new AveragingCombiner(fit.Rows.Task, fit.Rows.Outputs, [.. members.Select(member => member.Weight)], kind));

    private static Blend Boost(BlendFit fit)
    {
        int[] chosen = [.. fit.ByLoss().Take(StackedModels)];
        var level = new SecondLevel(fit.Rows.Task, fit.Rows.Outputs, new StackingOptions { Model = SecondLevelModel.Boosted }, fit.Rows.Folds!, default);
        var stack = level.FitAll(Blend.Join([.. chosen.Select(index => fit.Rows.Predictions[index])]), fit.Rows.Labels);
        return new Blend([.. chosen.Select(index => new EnsembleWeight(index, 1f / chosen.Length))], stack);
    }
}
