using Microsoft.ML.Trainers.FastTree;

namespace MLNetTuning.Experiments.Trainers;

/// <summary>What may run beside what.</summary>
internal static class HostTrees
{
    /// <summary>
    /// Whether the host's own trainers must be fitted one trial at a time: ML.NET locks the process around LightGBM, and FastTree's thread count is static, so the
    /// first fit's holds for all. Ours share nothing.
    /// </summary>
    internal static bool RunAlone { get; } = typeof(FastTreeBinaryTrainer).Assembly.GetName().Name!.StartsWith("Microsoft.ML", StringComparison.Ordinal);
}
