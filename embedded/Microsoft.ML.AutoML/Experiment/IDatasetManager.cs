namespace Microsoft.ML.AutoML;

/// <summary>
/// The data of an experiment; see <see cref="ITrainValidateDatasetManager"/> and <see cref="ICrossValidateDatasetManager"/>.
/// </summary>
public interface IDatasetManager
{
}
