namespace Microsoft.ML.Trainers;

public sealed partial class SdcaRegressionTrainer
{
    /// <summary>Options of linear regression by dual coordinate ascent.</summary>
    public sealed class Options : OptionsBase
    {
        /// <summary>Makes the default options.</summary>
        public Options()
        {
            ConvergenceTolerance = 0.01f;
        }

        /// <summary>What is minimised: null or a <see cref="SquaredLoss"/>; default null.</summary>
        public ISupportSdcaRegressionLoss LossFunction { get; set; } = null!;
    }
}
