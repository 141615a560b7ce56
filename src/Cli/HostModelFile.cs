using Microsoft.ML;
using MLNetTuning.Estimators.Persistence;
using MLNetTuning.Trainers.Serialization;

namespace MLNetTuning.Cli;

/// <summary>A model as the file of the ML.NET this program was built with, for programs that call <c>ml.Model.Load</c>.</summary>
internal static class HostModelFile
{
    /// <summary>Writes the file; one that is there is replaced only once the new one is whole.</summary>
    internal static void Save(PortableTransformer model, string path) => WholeFile.Write(path, part => new MLContext().Model.Save(model, model.InputSchema, part));
}
