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
    }
}
