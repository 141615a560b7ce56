namespace Microsoft.ML.AutoML;

public sealed partial class AutoCatalog
{
    /// <summary>An experiment that finds the best binary classification pipeline for a data set.</summary>
    /// <param name="maxExperimentTimeInSeconds">The time each execution may take, in seconds, above 0.</param>
    /// <exception cref="ArgumentException">The time is 0.</exception>
    public BinaryClassificationExperiment CreateBinaryClassificationExperiment(uint maxExperimentTimeInSeconds)
        => CreateBinaryClassificationExperiment(new BinaryExperimentSettings { MaxExperimentTimeInSeconds = maxExperimentTimeInSeconds });

    /// <summary>An experiment that finds the best binary classification pipeline for a data set.</summary>
    /// <param name="experimentSettings">Limits, metric and trainers.</param>
    /// <exception cref="ArgumentException">The settings are not valid; all violations are told.</exception>
    public BinaryClassificationExperiment CreateBinaryClassificationExperiment(BinaryExperimentSettings experimentSettings)
    {
        ArgumentNullException.ThrowIfNull(experimentSettings);
        return new BinaryClassificationExperiment(_context, experimentSettings);
    }

    /// <summary>An experiment that finds the best multiclass classification pipeline for a data set.</summary>
    /// <param name="maxExperimentTimeInSeconds">The time each execution may take, in seconds, above 0.</param>
    /// <exception cref="ArgumentException">The time is 0.</exception>
    public MulticlassClassificationExperiment CreateMulticlassClassificationExperiment(uint maxExperimentTimeInSeconds)
        => CreateMulticlassClassificationExperiment(new MulticlassExperimentSettings { MaxExperimentTimeInSeconds = maxExperimentTimeInSeconds });

    /// <summary>An experiment that finds the best multiclass classification pipeline for a data set.</summary>
    /// <param name="experimentSettings">Limits, metric and trainers.</param>
    /// <exception cref="ArgumentException">The settings are not valid; all violations are told.</exception>
    public MulticlassClassificationExperiment CreateMulticlassClassificationExperiment(MulticlassExperimentSettings experimentSettings)
    {
        ArgumentNullException.ThrowIfNull(experimentSettings);
        return new MulticlassClassificationExperiment(_context, experimentSettings);
    }

    /// <summary>An experiment that finds the best regression pipeline for a data set.</summary>
    /// <param name="maxExperimentTimeInSeconds">The time each execution may take, in seconds, above 0.</param>
    /// <exception cref="ArgumentException">The time is 0.</exception>
    public RegressionExperiment CreateRegressionExperiment(uint maxExperimentTimeInSeconds)
        => CreateRegressionExperiment(new RegressionExperimentSettings { MaxExperimentTimeInSeconds = maxExperimentTimeInSeconds });

    /// <summary>An experiment that finds the best regression pipeline for a data set.</summary>
    /// <param name="experimentSettings">Limits, metric and trainers.</param>
    /// <exception cref="ArgumentException">The settings are not valid; all violations are told.</exception>
    public RegressionExperiment CreateRegressionExperiment(RegressionExperimentSettings experimentSettings)
    {
        ArgumentNullException.ThrowIfNull(experimentSettings);
        return new RegressionExperiment(_context, experimentSettings);
    }
}
