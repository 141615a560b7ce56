using MLNetTuning.Experiments.Families;
using MLNetTuning.Trainers;

namespace MLNetTuning.Experiments.Running;

/// <summary>A configuration fitted on all splits.</summary>
/// <param name="Trial">What is told of it.</param>
/// <param name="Candidate">The configuration.</param>
/// <param name="Predictions">What its models say of the judged rows, each by models that did not see it; the mean over repeats.</param>
/// <param name="RowLosses">The loss of each judged row.</param>
internal sealed record ModelRecord(ExperimentTrial Trial, Candidate Candidate, FloatMatrix Predictions, double[] RowLosses)
{
    /// <summary>The mean loss.</summary>
    public double Loss { get; } = RowLosses.Average();

    /// <summary>The mean validation loss over splits at each length of the training.</summary>
    public IReadOnlyList<double> Curve { get; init; } = [];

    /// <summary>Whether the time ended a fit of it before it had converged.</summary>
    public bool EndedEarly { get; init; }

    /// <summary>The models, one for each split; dropped where too many others are better.</summary>
    public IReadOnlyList<FoldModel>? Models { get; set; }
}
