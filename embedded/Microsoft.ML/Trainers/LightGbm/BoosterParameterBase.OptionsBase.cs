using MLNetTuning.Trainers.Boosting;

namespace Microsoft.ML.Trainers.LightGbm;

public abstract partial class BoosterParameterBase
{
    /// <summary>Options of a way to boost.</summary>
    public abstract class OptionsBase
    {
        /// <summary>The gain a split must exceed, 0 or more; default 0.</summary>
        public double MinimumSplitGain = 0;

        /// <summary>Most splits between the root and a leaf; default 0, no limit.</summary>
        public int MaximumTreeDepth = 0;

        /// <summary>Smallest sum of second derivatives of a leaf, 0 or more; default 0.1.</summary>
        public double MinimumChildWeight = 0.1;

        /// <summary>0 uses all rows for every tree; 1 or more draws <see cref="SubsampleFraction"/> of them anew for each tree; default 0.</summary>
        public int SubsampleFrequency = 0;

        /// <summary>Share of the rows drawn, above 0 to 1; default 1. Ignored when <see cref="SubsampleFrequency"/> is 0.</summary>
        public double SubsampleFraction = 1;

        /// <summary>Share of the features drawn for each tree, above 0 to 1; default 1.</summary>
        public double FeatureFraction = 1;

        /// <summary>L2 penalty on leaf values, 0 or more; default 0.01.</summary>
        public double L2Regularization = 0.01;

        /// <summary>L1 penalty on leaf values, 0 or more; default 0.</summary>
        public double L1Regularization = 0;

        private protected OptionsBase()
        {
        }

        /// <summary>Sets what this way to boost needs of the engine.</summary>
        internal virtual BoostingOptions Apply(BoostingOptions options) => options;

        internal double RowSampling => SubsampleFrequency > 0 ? SubsampleFraction : 1;

        internal virtual void Check(OptionViolations violations)
        {
            violations.Require(MinimumSplitGain >= 0, nameof(MinimumSplitGain), MinimumSplitGain, "0 or more");
            violations.Require(MaximumTreeDepth >= 0, nameof(MaximumTreeDepth), MaximumTreeDepth, "0 or more");
            violations.Require(MinimumChildWeight >= 0, nameof(MinimumChildWeight), MinimumChildWeight, "0 or more");
            violations.Require(SubsampleFrequency >= 0, nameof(SubsampleFrequency), SubsampleFrequency, "0 or more");
            violations.Require(SubsampleFraction is > 0 and <= 1, nameof(SubsampleFraction), SubsampleFraction, "above 0 and at most 1");
            violations.Require(FeatureFraction is > 0 and <= 1, nameof(FeatureFraction), FeatureFraction, "above 0 and at most 1");
            violations.Require(L2Regularization >= 0, nameof(L2Regularization), L2Regularization, "0 or more");
            violations.Require(L1Regularization >= 0, nameof(L1Regularization), L1Regularization, "0 or more");
        }
    }
}
