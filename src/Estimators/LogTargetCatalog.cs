using Microsoft.ML;
using MLNetTuning.Estimators.LogTargets;

namespace MLNetTuning;

/// <summary>Learning the logarithm of a label, among ML.NET's trainers of regression.</summary>
public static class LogTargetCatalog
{
    /// <summary>Lets a trainer learn the natural logarithm of the label; the Score is the exponential of what it predicts.</summary>
    /// <param name="catalog">The trainers of <c>ml.Regression</c>.</param>
    /// <param name="trainer">The trainer, or a pipeline that ends in one; it reads the same label.</param>
    /// <param name="labelColumnName">The label, Single, above 0.</param>
    public static LogTargetEstimator LogTarget(this RegressionCatalog.RegressionTrainers catalog, IEstimator<ITransformer> trainer, string labelColumnName = "Label")
    {
        ArgumentNullException.ThrowIfNull(catalog);
        return new LogTargetEstimator(trainer, labelColumnName);
    }
}
