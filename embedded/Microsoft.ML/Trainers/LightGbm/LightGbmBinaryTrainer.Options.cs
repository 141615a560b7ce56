namespace Microsoft.ML.Trainers.LightGbm;

public sealed partial class LightGbmBinaryTrainer
{
    /// <summary>Options of binary LightGbm.</summary>
    public sealed class Options : OptionsBase
    {
        /// <summary>Whether the rarer class is weighted up to the weight of the other; default false.</summary>
        public bool UnbalancedSets = false;

        /// <summary>The weight of positive rows, above 0; default 1.</summary>
        public double WeightOfPositiveExamples = 1;

        /// <summary>The factor of the score inside the sigmoid, above 0; default 0.5.</summary>
        public double Sigmoid = 0.5;

        /// <summary>Makes the default options.</summary>
        public Options()
        {
        }

        internal override void Check(OptionViolations violations)
        {
            base.Check(violations);
            violations.Require(WeightOfPositiveExamples > 0 && double.IsFinite(WeightOfPositiveExamples), nameof(WeightOfPositiveExamples), WeightOfPositiveExamples, "above 0 and finite");
            violations.Require(Sigmoid > 0 && double.IsFinite(Sigmoid), nameof(Sigmoid), Sigmoid, "above 0 and finite");
        }
    }
}
