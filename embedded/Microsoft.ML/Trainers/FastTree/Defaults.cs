namespace Microsoft.ML.Trainers.FastTree;

/// <summary>The defaults of FastTree and FastForest.</summary>
internal static class Defaults
{
    internal const int NumberOfTrees = 100;
    internal const int NumberOfLeaves = 20;
    internal const int MinimumExampleCountPerLeaf = 10;
    internal const double LearningRate = 0.2;
}
