using Microsoft.ML;

namespace MLNetTuning.Experiments.Tuning;

/// <summary>The rows of one fold after the pipeline's first steps, fitted on its training rows and kept for all trials.</summary>
/// <param name="Steps">The fitted first steps.</param>
/// <param name="Train">Training rows, transformed and cached.</param>
/// <param name="Validation">Validation rows, transformed and cached.</param>
internal sealed record FoldData(IReadOnlyList<ITransformer> Steps, IDataView Train, IDataView Validation);
