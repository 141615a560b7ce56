namespace Microsoft.ML.Trainers.FastTree;

public sealed partial class FastForestRegressionTrainer
{
    /// <summary>Options of a forest regression.</summary>
    public sealed class Options : FastForestOptionsBase
    {
        /// <summary>Makes the default options.</summary>
        public Options()
        {
        }
    }
}
