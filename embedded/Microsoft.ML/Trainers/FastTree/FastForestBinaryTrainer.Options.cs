namespace Microsoft.ML.Trainers.FastTree;

public sealed partial class FastForestBinaryTrainer
{
    /// <summary>Options of a binary forest.</summary>
    public sealed class Options : FastForestOptionsBase
    {
        /// <summary>Makes the default options.</summary>
        public Options()
        {
        }
    }
}
