using Microsoft.ML;

namespace MLNetTuning.Experiments.Tests;

/// <summary>Experiments of few trials on two threads, which repeat themselves: no time limit, one seed.</summary>
internal static class ShortRun
{
    internal static ExperimentSettings Settings(string label, int trials) => new() { LabelColumnName = label, TimeLimit = null, MaxTrials = trials, MaxConcurrency = 2, Seed = 1 };

    /// <summary>The same of the kinds of models that take no time, on few splits.</summary>
    internal static ExperimentSettings Quick(string label, int trials) => Settings(label, trials) with
    {
        Families = ExperimentFamilies.Linear | ExperimentFamilies.Trees,
        Validation = ExperimentValidation.CrossValidation,
        Folds = 3,
    };

    internal static ExperimentResult Of(string text, ExperimentSettings settings, Action<ExperimentProgress>? told = null, CancellationToken cancellation = default)
    {
        using var file = new TemporaryFile(text);
        return Of(file, settings, told, cancellation);
    }

    internal static ExperimentResult Of(TemporaryFile file, ExperimentSettings settings, Action<ExperimentProgress>? told = null, CancellationToken cancellation = default) =>
        Experiment(settings).Run(file.Path, told is null ? null : new Told(told), cancellation);

    internal static TableExperiment Experiment(ExperimentSettings settings) => new MLContext(1).Tuning().CreateExperiment(settings);
}
