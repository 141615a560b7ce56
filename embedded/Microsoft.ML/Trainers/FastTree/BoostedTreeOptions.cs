namespace Microsoft.ML.Trainers.FastTree;

/// <summary>Options of boosted trees.</summary>
public abstract class BoostedTreeOptions : TreeOptions
{
    /// <summary>Step taken with each tree, above 0; default 0.2.</summary>
    public double LearningRate = Defaults.LearningRate;

    /// <summary>A further factor of each tree's output, above 0; default 1.</summary>
    public double Shrinkage = 1;

    private protected BoostedTreeOptions()
    {
    }

    internal override void Check(OptionViolations violations)
    {
        base.Check(violations);
        violations.Require(LearningRate > 0 && double.IsFinite(LearningRate), nameof(LearningRate), LearningRate, "above 0 and finite");
        violations.Require(Shrinkage > 0 && double.IsFinite(Shrinkage), nameof(Shrinkage), Shrinkage, "above 0 and finite");
    }
}
