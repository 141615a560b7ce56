using MLNetTuning.Trainers;

namespace MLNetTuning.Experiments.Tables;

/// <summary>What is to be predicted, row by row.</summary>
/// <param name="Name">The label column.</param>
/// <param name="Task">What it asks for.</param>
/// <param name="Values">0 or 1, the number of the class, or the value.</param>
/// <param name="Classes">The classes as written, negative first for binary; empty for regression.</param>
internal sealed record TableLabel(string Name, PredictionTask Task, float[] Values, IReadOnlyList<string> Classes)
{
    /// <summary>Whether the classes are numbers to the host.</summary>
    public bool ClassesAreNumbers { get; init; }

    /// <summary>Predictions a row: the classes of a multiclass task, else 1.</summary>
    public int Outputs => Task == PredictionTask.Multiclass ? Classes.Count : 1;
}
