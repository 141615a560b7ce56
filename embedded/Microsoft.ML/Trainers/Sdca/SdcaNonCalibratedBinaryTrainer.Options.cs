namespace Microsoft.ML.Trainers;

public sealed partial class SdcaNonCalibratedBinaryTrainer
{
    /// <summary>Options of a linear trainer of two classes without probabilities.</summary>
    public sealed class Options : BinaryOptionsBase
    {
        /// <summary>Makes the default options.</summary>
        public Options()
        {
        }

        /// <summary>What is minimised: null or a <see cref="LogLoss"/>, or a <see cref="HingeLoss"/> of margin 1; default null, the log loss.</summary>
        public ISupportSdcaClassificationLoss LossFunction { get; set; } = null!;
    }
}
