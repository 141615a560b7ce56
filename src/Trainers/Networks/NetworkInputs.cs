namespace MLNetTuning.Trainers.Networks;

/// <summary>The columns a network is fed, in this order: numeric inputs, plain inputs (one-hot columns, indicators), categories as level numbers.</summary>
/// <param name="Columns">All columns.</param>
/// <param name="NumericInputs">The first of them, which may be embedded.</param>
/// <param name="Categories">Levels of each of the last of them.</param>
public sealed record NetworkInputs(int Columns, int NumericInputs, IReadOnlyList<int> Categories)
{
    /// <summary>Columns that are all numeric.</summary>
    /// <param name="columns">Their number.</param>
    public static NetworkInputs Numeric(int columns) => new(columns, columns, []);

    /// <summary>A network on these columns.</summary>
    /// <param name="task">What it predicts.</param>
    /// <param name="outputs">1 for binary and regression, the number of classes for multiclass.</param>
    /// <param name="blocks">The hidden blocks.</param>
    public NetworkSpec Describe(PredictionTask task, int outputs, IReadOnlyList<BlockSpec> blocks) => new()
    {
        Task = task,
        Inputs = Columns,
        Outputs = outputs,
        Blocks = blocks,
        NumericInputs = NumericInputs,
        Categories = Categories,
    };
}
