using Microsoft.ML.Data;

namespace Microsoft.ML.AutoML;

/// <summary>
/// Searches the best multiclass classification pipeline for a data set; see <see cref="AutoCatalog.CreateMulticlassClassificationExperiment(uint)"/>.
/// </summary>
public sealed class MulticlassClassificationExperiment : ExperimentBase<MulticlassClassificationMetrics, MulticlassExperimentSettings>
{
    internal MulticlassClassificationExperiment(MLContext context, MulticlassExperimentSettings settings)
        : base(context, settings, new MulticlassTask(settings))
    {
    }
}
