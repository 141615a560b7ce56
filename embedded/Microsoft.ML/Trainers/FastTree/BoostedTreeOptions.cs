namespace Microsoft.ML.Trainers.FastTree;

/// <summary>Options of boosted trees.</summary>
public abstract class BoostedTreeOptions : TreeOptions
{
    /// <summary>Step taken with each tree, above 0; default 0.2.</summary>
    public double LearningRate = Defaults.LearningRate;

    /// <summary>A further factor of each tree's output, above 0; default 1.</summary>
    public double Shrinkage = 1;

    /// <summary>The share of earlier trees left out while the next is grown, 0 to 1; default 0, off. Trees are then not shrunk by <see cref="Shrinkage"/> and, in regression, <see cref="LearningRate"/>.</summary>
    public double DropoutRate = 0;

    /// <summary>The largest size of a leaf's output for two classes, above 0; default 100.</summary>
    public double MaximumTreeOutput = 100;

    /// <summary>Whether trees after the one with the best validation metric are cut off; default false. Needs validation rows.</summary>
    public bool EnablePruning;

    private protected BoostedTreeOptions()
    {
    }

    /// <summary>When to stop, by the metric of the validation rows; default null, never. Needs validation rows; the best tree count is kept.</summary>
    public EarlyStoppingRuleBase EarlyStoppingRule { get; set; } = null!;

    internal bool NeedsValidation => EnablePruning || EarlyStoppingRule is not null;

    internal override void Check(OptionViolations violations)
    {
        base.Check(violations);
        violations.Require(LearningRate > 0 && double.IsFinite(LearningRate), nameof(LearningRate), LearningRate, "above 0 and finite");
        violations.Require(Shrinkage > 0 && double.IsFinite(Shrinkage), nameof(Shrinkage), Shrinkage, "above 0 and finite");
        violations.Require(DropoutRate is >= 0 and <= 1, nameof(DropoutRate), DropoutRate, "from 0 to 1");
        violations.Require(DropoutRate == 0 || !NeedsValidation, nameof(DropoutRate), DropoutRate, "0 with EarlyStoppingRule or EnablePruning, as dropout changes earlier trees");
        violations.Require(MaximumTreeOutput > 0, nameof(MaximumTreeOutput), MaximumTreeOutput, "above 0");
    }
}
