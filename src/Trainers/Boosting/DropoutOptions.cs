namespace MLNetTuning.Trainers.Boosting;

/// <summary>Leaves some of the trees out while the next one is grown, so that late trees matter as much as early ones.</summary>
/// <remarks>K. Rashmi and R. Gilad-Bachrach, "DART: dropouts meet multiple additive regression trees", AISTATS 2015. Defaults are LightGBM's.</remarks>
public sealed record DropoutOptions
{
    /// <summary>The share of rounds left out, above 0 to 1. Default 0.1.</summary>
    public double Rate { get; init; } = 0.1;

    /// <summary>Most rounds left out at once; 0 means no limit. Default 50.</summary>
    public int MaxTrees { get; init; } = 50;

    /// <summary>The chance that a round leaves nothing out, 0 to 1. Default 0.5.</summary>
    public double SkipRate { get; init; } = 0.5;

    /// <summary>Whether all rounds are as likely to be left out; otherwise in proportion to what earlier rounds left of them. Default false.</summary>
    public bool Uniform { get; init; }

    /// <summary>Whether one round is left out when chance would leave out none. Default false.</summary>
    public bool AtLeastOne { get; init; }

    /// <summary>Shrinks by the learning rate as XGBoost does: the new tree to 1 / (k + rate), those left out to k / (k + rate), for k left out. Default false.</summary>
    public bool XGBoostScaling { get; init; }

    internal void Check(Violations check)
    {
        check.Share(nameof(Rate), Rate);
        check.AtLeast(nameof(MaxTrees), MaxTrees, 0);
        check.That(SkipRate is >= 0 and <= 1, nameof(SkipRate), SkipRate, "from 0 to 1");
    }
}
