namespace Microsoft.ML.Trainers.FastTree;

public sealed partial class FastTreeBinaryTrainer
{
    /// <summary>Options of binary FastTree.</summary>
    public sealed class Options : BoostedTreeOptions
    {
        /// <summary>Whether both classes weigh the same in all, however few rows one has; default false.</summary>
        public bool UnbalancedSets = false;

        /// <summary>Makes the default options.</summary>
        public Options()
        {
        }
    }
}
