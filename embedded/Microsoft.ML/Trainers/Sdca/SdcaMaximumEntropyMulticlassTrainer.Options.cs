namespace Microsoft.ML.Trainers;

public sealed partial class SdcaMaximumEntropyMulticlassTrainer
{
    /// <summary>Options of logistic regression of several classes by dual coordinate ascent.</summary>
    public sealed class Options : MulticlassOptions
    {
        /// <summary>Makes the default options.</summary>
        public Options()
        {
        }
    }
}
