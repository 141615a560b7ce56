namespace Microsoft.ML.AutoML;

/// <summary>
/// Data to cross-validate on.
/// </summary>
public interface ICrossValidateDatasetManager : IDatasetManager
{
    /// <summary>The number of folds.</summary>
    int Fold { get; set; }

    /// <summary>All rows.</summary>
    IDataView Dataset { get; set; }

    /// <summary>The column whose equal values stay in one fold; null for none.</summary>
    string? SamplingKeyColumnName { get; set; }
}
