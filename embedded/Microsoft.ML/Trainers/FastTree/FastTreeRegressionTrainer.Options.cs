namespace Microsoft.ML.Trainers.FastTree;

public sealed partial class FastTreeRegressionTrainer
{
    /// <summary>Options of FastTree regression.</summary>
    public sealed class Options : BoostedTreeOptions
    {
        /// <summary>Makes the default options.</summary>
        public Options()
        {
        }

        /// <summary>What <see cref="BoostedTreeOptions.EarlyStoppingRule"/> and <see cref="BoostedTreeOptions.EnablePruning"/> watch; default <see cref="FastTree.EarlyStoppingMetric.L1Norm"/>.</summary>
        public EarlyStoppingMetric EarlyStoppingMetric { get; set; } = EarlyStoppingMetric.L1Norm;

        internal override void Check(OptionViolations violations)
        {
            base.Check(violations);
            violations.Require(Enum.IsDefined(EarlyStoppingMetric), nameof(EarlyStoppingMetric), EarlyStoppingMetric, "L1Norm or L2Norm");
        }
    }
}
