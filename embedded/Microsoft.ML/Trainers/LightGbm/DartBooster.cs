using MLNetTuning.Trainers.Boosting;

namespace Microsoft.ML.Trainers.LightGbm;

/// <summary>Gradient boosting that leaves earlier trees out while the next is grown.</summary>
/// <remarks>K. Rashmi and R. Gilad-Bachrach, "DART: dropouts meet multiple additive regression trees", AISTATS 2015. It does not stop early.</remarks>
public sealed class DartBooster : BoosterParameterBase
{
    private DartBooster()
    {
    }

    /// <summary>Options of dropout.</summary>
    public sealed class Options : OptionsBase
    {
        /// <summary>The share of earlier rounds left out, above 0 and below 1; default 0.1.</summary>
        public double TreeDropFraction = 0.1;

        /// <summary>Most rounds left out at once, 1 or more; 0 or less for no limit; default 1.</summary>
        public int MaximumNumberOfDroppedTreesPerRound = 1;

        /// <summary>The chance that a round leaves nothing out, 0 to below 1; default 0.5.</summary>
        public double SkipDropFraction = 0.5;

        /// <summary>Whether trees are shrunk as XGBoost does; default false.</summary>
        public bool XgboostDartMode = false;

        /// <summary>Whether all earlier rounds are as likely to be left out; default false, in proportion to their weights.</summary>
        public bool UniformDrop = false;

        /// <summary>Makes the default options.</summary>
        public Options()
        {
        }

        internal override void Check(OptionViolations violations)
        {
            base.Check(violations);
            violations.Require(TreeDropFraction is > 0 and < 1, nameof(TreeDropFraction), TreeDropFraction, "above 0 and below 1");
            violations.Require(SkipDropFraction is >= 0 and < 1, nameof(SkipDropFraction), SkipDropFraction, "0 or more and below 1");
        }

        internal override BoostingOptions Apply(BoostingOptions options) => options with
        {
            Dropout = new DropoutOptions
            {
                Rate = TreeDropFraction,
                MaxTrees = Math.Max(0, MaximumNumberOfDroppedTreesPerRound),
                SkipRate = SkipDropFraction,
                Uniform = UniformDrop,
                XGBoostScaling = XgboostDartMode,
            },
            EarlyStoppingRounds = 0,
        };
    }
}
