using Microsoft.ML.Data;

namespace Microsoft.ML.AutoML;

/// <summary>
/// Searches the best regression pipeline for a data set; see <see cref="AutoCatalog.CreateRegressionExperiment(uint)"/>.
/// </summary>
public sealed class RegressionExperiment : ExperimentBase<RegressionMetrics, RegressionExperimentSettings>
{
    internal RegressionExperiment(MLContext context, RegressionExperimentSettings settings)
        : base(context, settings, new RegressionTask(settings))
    {
    }
}
