namespace Microsoft.ML.Trainers.FastTree;

public sealed partial class FastTreeBinaryTrainer
{
    /// <summary>Options of binary FastTree.</summary>
    public sealed class Options : BoostedTreeOptions
    {
        /// <summary>Makes the default options.</summary>
        public Options()
        {
        }
    }
}
