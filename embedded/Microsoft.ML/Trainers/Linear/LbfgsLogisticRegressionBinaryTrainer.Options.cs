namespace Microsoft.ML.Trainers;

public sealed partial class LbfgsLogisticRegressionBinaryTrainer
{
    /// <summary>Options of logistic regression of two classes.</summary>
    public sealed class Options : OptionsBase
    {
        /// <summary>Makes the default options.</summary>
        public Options()
        {
        }
    }
}
