namespace MLNetTuning.Trainers.Networks;

/// <content>What is allowed, and the sizes that follow from a description.</content>
public sealed partial record NetworkSpec
{
    /// <summary>Columns that are no categories.</summary>
    internal int PlainColumns => Inputs - Categories.Count;

    /// <summary>Numeric inputs that are embedded.</summary>
    internal int EmbeddedInputs => NumericEmbedding is null ? 0 : NumericInputs < 0 ? PlainColumns : NumericInputs;

    /// <summary>Columns the first block gets.</summary>
    internal int FrontWidth =>
        PlainColumns + (EmbeddedInputs * ((NumericEmbedding?.OutputWidth ?? 1) - 1)) + (Categories.Count * CategoryWidth);

    /// <summary>Whether the first block gets the features as they are.</summary>
    internal bool HasPlainFront => EmbeddedInputs == 0 && Categories.Count == 0;

    /// <summary>Whether anything before the first block is trained.</summary>
    internal bool TrainsFront => !HasPlainFront || FrontScale;

    /// <summary>Levels of all categories.</summary>
    internal long TotalLevels => Categories.Sum(count => (long)count);

    internal int WideColumns => PlainColumns + Crosses.Count;

    /// <summary>Sets of per-unit parameters in a block.</summary>
    internal int Groups => Ensemble == EnsembleKind.TabMMini ? 1 : Members;

    /// <summary>Weight matrices in a block.</summary>
    internal int Matrices => Ensemble == EnsembleKind.Independent ? Members : 1;

    internal bool ScalesOutputs => Members > 1 && Ensemble == EnsembleKind.TabM;

    internal bool ScalesInputs(int block) => Members > 1 && (Ensemble == EnsembleKind.TabM || (Ensemble == EnsembleKind.TabMMini && block == 0));

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

        violations.Require(!IsExponential || Task == PredictionTask.Regression, $"IsExponential is set for a {Task.ToString().ToLowerInvariant()} network; only a regression predicts e to the output.");
        if (CheckInputs(violations))
        {
            CheckBlocks(violations);
        }

        CheckMembers(violations);
        violations.ThrowIfAny();
    }

    private bool CheckInputs(Violations violations)
    {
        var usable = violations.Require(Categories is not null, "Categories is null; give a list, which may be empty.")
            && violations.Require(Crosses is not null, "Crosses is null; give a list, which may be empty.");
        if (!usable)
        {
            return false;
        }

        violations.Require(Inputs < 1 || Categories!.Count <= Inputs, $"There are {Categories!.Count} categories, but {Inputs} inputs; categories are the last of the inputs.");
        for (var i = 0; i < Categories!.Count; i++)
        {
            violations.Require(Categories[i] is >= 1 and <= 1 << 20, $"Category {i} has {Categories[i]} levels; give 1 to {1 << 20}.");
        }

        var levels = Categories.Sum(count => (long)count);
        violations.Require(levels <= 1 << 24, $"The categories have {levels} levels in all; the limit is {1 << 24}: merge rare levels.");
        violations.Require(CategoryWidth is >= 1 and <= 256, $"CategoryWidth is {CategoryWidth}; give 1 to 256.");
        violations.Require(NumericInputs >= -1 && (NumericInputs <= PlainColumns || Inputs < 1), $"NumericInputs is {NumericInputs}; give 0 to {PlainColumns}, the columns that are no categories, or -1 for all of them.");
        NumericEmbedding?.Check(violations);
        for (var i = 0; i < Crosses!.Count; i++)
        {
            var (first, second) = Crosses[i];
            violations.Require(first >= 0 && second >= 0 && first < PlainColumns && second < PlainColumns, $"Cross {i} is of columns {first} and {second}; name two of the {PlainColumns} columns that are no categories, from 0.");
        }

        return true;
    }

    private void CheckBlocks(Violations violations)
    {
        if (!violations.Require(Blocks is not null, "Blocks is null; give a list, which may be empty."))
        {
            return;
        }

        violations.Require(Blocks!.Count <= MaximumBlocks, $"There are {Blocks.Count} blocks; give at most {MaximumBlocks}.");
        var before = FrontWidth;
        for (var i = 0; i < Blocks.Count; i++)
        {
            Check(Blocks[i], i, before, violations);
            before = Blocks[i]?.Width ?? 0;
        }
    }

    private void CheckMembers(Violations violations)
    {
        violations.Require(Enum.IsDefined(Ensemble), $"Ensemble is {(int)Ensemble}; name a member of EnsembleKind.");
        violations.Require(Members is >= 1 and <= MaximumMembers, $"Members is {Members}; give 1 to {MaximumMembers}.");
        if (Members > 1 && Ensemble != EnsembleKind.Independent)
        {
            violations.Require(Blocks is not { Count: 0 }, $"There are {Members} members and no blocks; {Ensemble} needs at least one block to share.");
        }
    }

    private static void Check(BlockSpec? block, int index, int before, Violations violations)
    {
        if (!violations.Require(block is not null, $"Block {index} is null."))
        {
            return;
        }

        violations.Require(block!.Width is >= 1 and <= MaximumSize, $"Block {index} has width {block.Width}; give 1 to {MaximumSize} units.");
        violations.Require(Enum.IsDefined(block.Activation), $"Block {index} has activation {(int)block.Activation}; name a member of Activation.");
        violations.Require(Enum.IsDefined(block.Normalization), $"Block {index} has normalization {(int)block.Normalization}; name a member of Normalization.");
        violations.Require(block.Dropout is >= 0 and < 1, $"Block {index} has dropout {block.Dropout}; give 0 to below 1.");
        violations.Require(block.NormEpsilon > 0 && float.IsFinite(block.NormEpsilon), $"Block {index} has NormEpsilon {block.NormEpsilon}; give a finite number above 0.");
        violations.Require(block.NormMomentum is > 0 and <= 1, $"Block {index} has NormMomentum {block.NormMomentum}; give a number above 0, at most 1.");
        violations.Require(!block.IsResidual || block.Width == before, $"Block {index} is residual with width {block.Width}, but its input has {before} columns; a residual block is as wide as what it adds to.");
    }
}
