using MLNetTuning.Trainers.Boosting;

namespace Microsoft.ML.Trainers.LightGbm;

/// <summary>Gradient boosting on the rows with the largest derivatives and a random part of the others.</summary>
/// <remarks>G. Ke et al., "LightGBM: a highly efficient gradient boosting decision tree", NIPS 2017, section 3.</remarks>
public sealed class GossBooster : BoosterParameterBase
{
    private GossBooster()
    {
    }

    /// <summary>Options of one-side sampling.</summary>
    public sealed class Options : OptionsBase
    {
        /// <summary>The share of rows with the largest derivatives, above 0 and below 1; default 0.2.</summary>
        public double TopRate = 0.2;

        /// <summary>The share of rows drawn from the others, above 0 and below 1; with <see cref="TopRate"/> at most 1; default 0.1.</summary>
        public double OtherRate = 0.1;

        /// <summary>Makes the default options.</summary>
        public Options()
        {
        }

        internal override void Check(OptionViolations violations)
        {
            base.Check(violations);
            violations.Require(TopRate is > 0 and < 1, nameof(TopRate), TopRate, "above 0 and below 1");
            violations.Require(OtherRate is > 0 and < 1 && TopRate + OtherRate <= 1, nameof(OtherRate), OtherRate, "above 0 and below 1, with TopRate at most 1");
            violations.Require(SubsampleFrequency == 0 || SubsampleFraction == 1, nameof(SubsampleFrequency), SubsampleFrequency, "0, as rows are chosen by their derivatives");
        }

        internal override BoostingOptions Apply(BoostingOptions options)
            => options with { GradientSampling = new GradientSamplingOptions { LargeShare = TopRate, OtherShare = OtherRate }, RowSampling = 1 };
    }
}
