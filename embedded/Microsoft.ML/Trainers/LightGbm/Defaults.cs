namespace Microsoft.ML.Trainers.LightGbm;

/// <summary>The defaults of LightGbm, with those that depend on the number of rows.</summary>
internal static class Defaults
{
    internal const int NumberOfIterations = 100;
    private const int ManyRows = 100_000;

    internal static double LearningRate(int rows) => rows <= ManyRows ? 0.2 : 0.25;

    internal static int NumberOfLeaves(int rows) => rows <= ManyRows ? 20 : 30;

    /// <summary>Fewest rows in a leaf: 20, or for several classes a tenth of a class's even share of a leaf, 5 to 50.</summary>
    internal static int MinimumExampleCountPerLeaf(int rows, int leaves, int classes)
        => classes > 1 ? Math.Clamp(rows / leaves / classes / 10, 5, 50) : 20;
}
