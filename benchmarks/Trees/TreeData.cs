using MLNetTuning.Trainers;

namespace MLNetTuning.Benchmarks.Trees;

/// <summary>Rows to learn from and rows to be judged on.</summary>
/// <param name="Task">What is predicted.</param>
/// <param name="Classes">Number of classes of a multiclass task, else 0.</param>
/// <param name="Train">Rows to learn from.</param>
/// <param name="Test">Rows to be judged on.</param>
/// <param name="Categorical">Columns that hold category codes.</param>
internal sealed record TreeData(PredictionTask Task, int Classes, TrainingData Train, TrainingData Test, int[] Categorical)
{
    /// <summary>Scores of a row.</summary>
    public int Outputs => Math.Max(1, Classes);
}
