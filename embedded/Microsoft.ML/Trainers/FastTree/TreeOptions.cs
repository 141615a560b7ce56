namespace Microsoft.ML.Trainers.FastTree;

/// <summary>Options common to boosted trees and forests.</summary>
public abstract class TreeOptions : TrainerInputBaseWithGroupId
{
    /// <summary>Number of threads; default null, all processors. The model does not depend on the number set here for one machine's count.</summary>
    public int? NumberOfThreads = null;

    /// <summary>Seed of row and feature sampling; default 123.</summary>
    public int Seed = 123;

    /// <summary>Most bins a feature's values are cut into, 2 to 255; default 255.</summary>
    public int MaximumBinCountPerFeature = 255;

    /// <summary>Most leaves of a tree, 2 or more; default 20.</summary>
    public int NumberOfLeaves = Defaults.NumberOfLeaves;

    /// <summary>Fewest training rows in a leaf, 1 or more; default 10.</summary>
    public int MinimumExampleCountPerLeaf = Defaults.MinimumExampleCountPerLeaf;

    /// <summary>Number of trees, 1 or more; default 100.</summary>
    public int NumberOfTrees = Defaults.NumberOfTrees;

    /// <summary>Share of the features drawn for each tree, above 0 to 1; default 1 (forests 0.7).</summary>
    public double FeatureFraction = 1;

    /// <summary>Trees that share one draw of rows: 0 draws none, 1 draws for each tree; default 0 (forests 1). Other numbers are refused.</summary>
    public int BaggingSize;

    /// <summary>Share of the rows drawn, above 0 to 1; default 0.7. Ignored when <see cref="BaggingSize"/> is 0.</summary>
    public double BaggingExampleFraction = 0.7;

    /// <summary>Share of the features drawn for each split, above 0 to 1; default 1 (forests 0.7).</summary>
    public double FeatureFractionPerSplit = 1;

    private protected TreeOptions()
    {
    }

    internal double RowSampling => BaggingSize > 0 ? BaggingExampleFraction : 1;

    internal virtual void Check(OptionViolations violations)
    {
        violations.Require(NumberOfThreads is null or > 0, nameof(NumberOfThreads), NumberOfThreads, "1 or more, or null for all processors");
        violations.Require(MaximumBinCountPerFeature is >= 2 and <= 255, nameof(MaximumBinCountPerFeature), MaximumBinCountPerFeature, "from 2 to 255");
        violations.Require(NumberOfLeaves >= 2, nameof(NumberOfLeaves), NumberOfLeaves, "2 or more");
        violations.Require(MinimumExampleCountPerLeaf >= 1, nameof(MinimumExampleCountPerLeaf), MinimumExampleCountPerLeaf, "1 or more");
        violations.Require(NumberOfTrees >= 1, nameof(NumberOfTrees), NumberOfTrees, "1 or more");
        violations.Require(FeatureFraction is > 0 and <= 1, nameof(FeatureFraction), FeatureFraction, "above 0 and at most 1");
        violations.Require(FeatureFractionPerSplit is > 0 and <= 1, nameof(FeatureFractionPerSplit), FeatureFractionPerSplit, "above 0 and at most 1");
        violations.Require(BaggingSize is 0 or 1, nameof(BaggingSize), BaggingSize, "0 (no bagging) or 1 (a draw for each tree)");
        violations.Require(BaggingExampleFraction is > 0 and <= 1, nameof(BaggingExampleFraction), BaggingExampleFraction, "above 0 and at most 1");
    }
}
