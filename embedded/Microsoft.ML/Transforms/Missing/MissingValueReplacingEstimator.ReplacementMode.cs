namespace Microsoft.ML.Transforms;

public sealed partial class MissingValueReplacingEstimator
{
    /// <summary>By what a missing value is replaced.</summary>
    public enum ReplacementMode : byte
    {
        /// <summary>By 0.</summary>
        DefaultValue = 0,

        /// <summary>By the mean of the finite values.</summary>
        Mean = 1,

        /// <summary>By the smallest finite value.</summary>
        Minimum = 2,

        /// <summary>By the largest finite value.</summary>
        Maximum = 3,

        /// <summary>By the most frequent value; of equally frequent ones the first to become so.</summary>
        Mode = 5,
    }
}
