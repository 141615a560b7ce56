namespace Microsoft.ML.AutoML;

/// <summary>
/// How <see cref="SmacTuner"/> searches; see <see cref="AutoMLExperimentExtension.SetSmacTuner"/>.
/// </summary>
internal sealed record SmacOptions(
    int InitialPopulation,
    int TrialsPerModel,
    int Trees,
    int SmallestSplit,
    double SplitRatio,
    int LocalSearches,
    int RandomPoints,
    double Epsilon,
    int Neighbours);
