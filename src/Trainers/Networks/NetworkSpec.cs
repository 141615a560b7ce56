using System.Globalization;

namespace MLNetTuning.Trainers.Networks;

/// <summary>What a dense network is: its task, inputs, hidden blocks and outputs. Holds no weights.</summary>
public sealed record NetworkSpec
{
    private const int MaximumBlocks = 256;
    private const int MaximumSize = 65_536;

    /// <summary>What the network predicts; decides the loss. Has no default.</summary>
    public required PredictionTask Task { get; init; }

    /// <summary>Number of input features, 1 to 65,536. Has no default.</summary>
    public required int Inputs { get; init; }

    /// <summary>Number of outputs: 1 for binary and regression, the number of classes (2 to 65,536) for multiclass. Default 1.</summary>
    public int Outputs { get; init; } = 1;

    /// <summary>The hidden blocks from the input side, 0 to 256 of them. Default none, which is a linear model.</summary>
    public IReadOnlyList<BlockSpec> Blocks { get; init; } = [];

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

    /// <summary>Checks the whole description.</summary>
    /// <exception cref="ArgumentException">It is impossible; the message lists every violation.</exception>
    public void Validate()
    {
        var violations = new Violations("The network specification cannot be used");
        violations.Require(Enum.IsDefined(Task), $"Task is {(int)Task}; name a member of PredictionTask.");
        violations.Require(Inputs is >= 1 and <= MaximumSize, $"Inputs is {Inputs}; give 1 to {MaximumSize} features.");
        if (Task == PredictionTask.Multiclass)
        {
            violations.Require(Outputs is >= 2 and <= MaximumSize, $"Outputs is {Outputs}; a multiclass network has one output per class, 2 to {MaximumSize}.");
        }
        else
        {
            violations.Require(Outputs == 1, $"Outputs is {Outputs}; a {Task.ToString().ToLowerInvariant()} network has 1 output.");
        }

        if (violations.Require(Blocks is not null, "Blocks is null; give a list, which may be empty."))
        {
            violations.Require(Blocks!.Count <= MaximumBlocks, $"There are {Blocks.Count} blocks; give at most {MaximumBlocks}.");
            for (var i = 0; i < Blocks.Count; i++)
            {
                Check(Blocks[i], i, violations);
            }
        }

        violations.ThrowIfAny();
    }

    /// <summary>Whether the other describes the same network, block by block.</summary>
    /// <param name="other">The other description, or null.</param>
    public bool Equals(NetworkSpec? other) =>
        other is not null && Task == other.Task && Inputs == other.Inputs && Outputs == other.Outputs && Blocks.SequenceEqual(other.Blocks);

    /// <summary>A hash of task, sizes and blocks.</summary>
    public override int GetHashCode()
    {
        var hash = new HashCode();
        hash.Add(Task);
        hash.Add(Inputs);
        hash.Add(Outputs);
        foreach (var block in Blocks)
        {
            hash.Add(block);
        }

        return hash.ToHashCode();
    }

    /// <summary>Sizes in short, such as <c>Binary 40-128-64-1</c>.</summary>
    public override string ToString()
    {
        var sizes = Blocks.Select(b => b.Width).Prepend(Inputs).Append(Outputs).Select(n => n.ToString(CultureInfo.InvariantCulture));
        return $"{Task} {string.Join('-', sizes)}";
    }

    private static void Check(BlockSpec? block, int index, Violations violations)
    {
        if (violations.Require(block is not null, $"Block {index} is null."))
        {
            violations.Require(block!.Width is >= 1 and <= MaximumSize, $"Block {index} has width {block.Width}; give 1 to {MaximumSize} units.");
            violations.Require(Enum.IsDefined(block.Activation), $"Block {index} has activation {(int)block.Activation}; name a member of Activation.");
            violations.Require(block.Dropout is >= 0 and < 1, $"Block {index} has dropout {block.Dropout}; give 0 to below 1.");
        }
    }
}
