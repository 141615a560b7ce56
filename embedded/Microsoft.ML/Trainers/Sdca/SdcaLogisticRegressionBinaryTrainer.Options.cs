namespace Microsoft.ML.Trainers;

public sealed partial class SdcaLogisticRegressionBinaryTrainer
{
    /// <summary>Options of logistic regression of two classes by dual coordinate ascent.</summary>
    public sealed class Options : BinaryOptionsBase
    {
        /// <summary>Makes the default options.</summary>
        public Options()
        {
        }
    }
}
