using Microsoft.ML.Trainers;

namespace Microsoft.ML;

internal static partial class ModelRegistry
{
    static partial void AddPredictors(Dictionary<string, ModelLoader> loaders) => PredictorFile.Register(loaders);
}
