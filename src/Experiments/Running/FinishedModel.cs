using MLNetTuning.Trainers;
using MLNetTuning.Trainers.Portable;

namespace MLNetTuning.Experiments.Running;

/// <summary>What an experiment made.</summary>
/// <param name="Model">The model.</param>
/// <param name="Temperature">What its log odds are divided by; 1 for none.</param>
/// <param name="Members">Its members.</param>
/// <param name="Predictions">What it says of the judged rows.</param>
/// <param name="Score">The metric there: it chose the members, so it flatters.</param>
internal sealed record FinishedModel(PortableModel Model, float Temperature, IReadOnlyList<ExperimentMember> Members, FloatMatrix Predictions, double Score)
{
    /// <summary>The metric on rows that neither chose nor weighed the members, its mean over folds and standard deviation; null where rows are too few.</summary>
    public (double Mean, double Deviation)? Expected { get; init; }

    /// <summary>The probability above which class 1 is predicted.</summary>
    public float Threshold { get; init; } = 0.5f;
}
