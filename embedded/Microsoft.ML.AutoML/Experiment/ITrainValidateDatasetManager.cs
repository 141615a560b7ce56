namespace Microsoft.ML.AutoML;

/// <summary>
/// A part to train on and a part to validate on.
/// </summary>
public interface ITrainValidateDatasetManager : IDatasetManager
{
    /// <summary>The rows to train on.</summary>
    /// <param name="context">The trial's context.</param>
    /// <param name="settings">The trial; null for all rows.</param>
    IDataView LoadTrainDataset(MLContext context, TrialSettings? settings);

    /// <summary>The rows to validate on.</summary>
    /// <param name="context">The trial's context.</param>
    /// <param name="settings">The trial; null for all rows.</param>
    IDataView LoadValidateDataset(MLContext context, TrialSettings? settings);
}
