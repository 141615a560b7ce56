using System.Globalization;

namespace MLNetTuning.Trainers.Networks;

/// <summary>What a dense network is: its task, inputs, hidden blocks, members and outputs. Holds no weights.</summary>
/// <remarks>Features come as columns in this order: numeric inputs, plain inputs (one-hot columns, indicators), categories as level numbers.</remarks>
public sealed partial record NetworkSpec
{
    private const int MaximumBlocks = 256;
    private const int MaximumSize = 65_536;
    private const int MaximumMembers = 256;

    /// <summary>What the network predicts; decides the loss. Has no default.</summary>
    public required PredictionTask Task { get; init; }

    /// <summary>Number of feature columns, 1 to 65,536. Has no default.</summary>
    public required int Inputs { get; init; }

    /// <summary>Number of outputs: 1 for binary and regression, the number of classes (2 to 65,536) for multiclass. Default 1.</summary>
    public int Outputs { get; init; } = 1;

    /// <summary>The hidden blocks from the input side, 0 to 256 of them. Default none, which is a linear model.</summary>
    public IReadOnlyList<BlockSpec> Blocks { get; init; } = [];

    /// <summary>How numeric inputs are embedded, or null (the default) for not at all.</summary>
    public NumericEmbeddingSpec? NumericEmbedding { get; init; }

    /// <summary>How many of the first columns are numeric inputs, 0 to all; -1 (the default) for all that are no categories. Matters to <see cref="NumericEmbedding"/> only.</summary>
    public int NumericInputs { get; init; } = -1;

    /// <summary>Levels of each category, in the order of the last columns, each 1 to 1,048,576; level 0 may stand for missing or unknown. Default none.</summary>
    public IReadOnlyList<int> Categories { get; init; } = [];

    /// <summary>Numbers a category's level becomes, 1 to 256. Default 8.</summary>
    public int CategoryWidth { get; init; } = 8;

    /// <summary>Whether each input of the first block has a learned factor that starts at 1 (RealMLP). Default false.</summary>
    public bool FrontScale { get; init; }

    /// <summary>Whether a linear model of the features is added to the outputs and trained with the rest (Cheng et al. 2016, wide and deep). Default false.</summary>
    public bool Wide { get; init; }

    /// <summary>Pairs of feature columns (no categories) whose products join the wide part. Default none. Ignored without <see cref="Wide"/>.</summary>
    public IReadOnlyList<(int First, int Second)> Crosses { get; init; } = [];

    /// <summary>What members share. Ignored with 1 member. Default <see cref="EnsembleKind.Independent"/>.</summary>
    public EnsembleKind Ensemble { get; init; }

    /// <summary>Members of an ensemble inside the network, 1 to 256. The loss is the mean of theirs, the prediction that of their mean probabilities (or outputs). Default 1.</summary>
    public int Members { get; init; } = 1;

    /// <summary>Whether a regression predicts e to the output, as the Poisson loss needs. Default false.</summary>
    public bool IsExponential { get; init; }

    /// <summary>Describes a plain network whose blocks differ only in width.</summary>
    /// <param name="task">What the network predicts.</param>
    /// <param name="inputs">Number of input features.</param>
    /// <param name="outputs">1 for binary and regression, the number of classes for multiclass.</param>
    /// <param name="widths">Units of each hidden block, from the input side.</param>
    /// <param name="activation">The activation of every block.</param>
    /// <param name="dropout">The dropout of every block, from 0 to below 1.</param>
    /// <param name="batchNorm">Whether every block is batch-normalised.</param>
    /// <exception cref="ArgumentException">The description is impossible; the message lists every reason.</exception>
    public static NetworkSpec Dense(
        PredictionTask task,
        int inputs,
        int outputs,
        int[] widths,
        Activation activation = Activation.ReLU,
        float dropout = 0,
        bool batchNorm = true)
    {
        ArgumentNullException.ThrowIfNull(widths);
        var blocks = new BlockSpec[widths.Length];
        for (var i = 0; i < widths.Length; i++)
        {
            blocks[i] = new BlockSpec { Width = widths[i], Activation = activation, Dropout = dropout, BatchNorm = batchNorm };
        }

        var spec = new NetworkSpec { Task = task, Inputs = inputs, Outputs = outputs, Blocks = blocks };
        spec.Validate();
        return spec;
    }

    /// <summary>Whether the other describes the same network, part by part.</summary>
    /// <param name="other">The other description, or null.</param>
    public bool Equals(NetworkSpec? other) =>
        other is not null && Task == other.Task && Inputs == other.Inputs && Outputs == other.Outputs && Blocks.SequenceEqual(other.Blocks)
        && NumericEmbedding == other.NumericEmbedding && NumericInputs == other.NumericInputs
        && Categories.SequenceEqual(other.Categories) && CategoryWidth == other.CategoryWidth
        && FrontScale == other.FrontScale && Wide == other.Wide && Crosses.SequenceEqual(other.Crosses)
        && Ensemble == other.Ensemble && Members == other.Members && IsExponential == other.IsExponential;

    /// <summary>A hash of task, sizes and blocks.</summary>
    public override int GetHashCode()
    {
        var hash = new HashCode();
        hash.Add(Task);
        hash.Add(Inputs);
        hash.Add(Outputs);
        hash.Add(Members);
        foreach (var block in Blocks)
        {
            hash.Add(block);
        }

        return hash.ToHashCode();
    }

    /// <summary>Sizes in short, such as <c>Binary 40-128-64-1</c>, or <c>Binary 40-128-64-1 x 8 TabM</c>.</summary>
    public override string ToString()
    {
        var sizes = Blocks.Select(b => b.Width).Prepend(Inputs).Append(Outputs).Select(n => n.ToString(CultureInfo.InvariantCulture));
        var members = Members > 1 ? string.Create(CultureInfo.InvariantCulture, $" x {Members} {Ensemble}") : string.Empty;
        return $"{Task} {string.Join('-', sizes)}{members}";
    }
}
