using Microsoft.ML;
using Microsoft.ML.AutoML;
using MLNetTuning.Trainers;

namespace MLNetTuning.Experiments.Data;

/// <summary>A file as rows ready for training: columns inferred, label typed for its task.</summary>
/// <param name="Data">The rows with a label; the label is Boolean (binary), a key (multiclass) or Single (regression).</param>
/// <param name="Columns">Each column's purpose.</param>
/// <param name="Task">What there is to predict.</param>
/// <param name="LabelColumnName">Name of the label column.</param>
/// <param name="Classes">The classes as written in the file; for binary the negative class first. Empty for regression.</param>
/// <param name="Notes">What was noticed and done on the way, one sentence each.</param>
public sealed record LoadedTable(
    IDataView Data,
    ColumnInformation Columns,
    PredictionTask Task,
    string LabelColumnName,
    IReadOnlyList<string> Classes,
    IReadOnlyList<string> Notes);
