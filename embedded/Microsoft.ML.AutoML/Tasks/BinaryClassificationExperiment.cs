using Microsoft.ML.Data;

namespace Microsoft.ML.AutoML;

/// <summary>
/// Searches the best binary classification pipeline for a data set; see <see cref="AutoCatalog.CreateBinaryClassificationExperiment(uint)"/>.
/// </summary>
public sealed class BinaryClassificationExperiment : ExperimentBase<BinaryClassificationMetrics, BinaryExperimentSettings>
{
    internal BinaryClassificationExperiment(MLContext context, BinaryExperimentSettings settings)
        : base(context, settings, new BinaryTask(settings))
    {
    }
}
