namespace MLNetTuning.Trainers.Boosting;

/// <summary>A loss of your own, by its first and second derivatives. Set it as <see cref="BoostingOptions.CustomLoss"/> with <see cref="BoostingLoss.Custom"/>.</summary>
/// <remarks>
/// Training calls <see cref="Differentiate"/> and <see cref="Loss"/> for different rows from several threads at once: the same numbers must give the
/// same answers, and nothing handed over may be kept. Row weights and class weights are applied by training, not here. Models give raw scores.
/// </remarks>
public interface ICustomLoss
{
    /// <summary>What the loss is called; a checkpoint goes on only with a loss of the same name, so parameters belong into it.</summary>
    string Name { get; }

    /// <summary>Scores per row, 1 or more; each round grows one tree per score. Default 1.</summary>
    int Outputs => 1;

    /// <summary>What labels must be when this one cannot be learnt from, such as "above 0"; null when it can. Default: finite numbers.</summary>
    /// <param name="label">A label.</param>
    string? Refuses(float label) => float.IsFinite(label) ? null : "a finite number";

    /// <summary>The constant scores training starts from. Default 0.</summary>
    /// <param name="data">The training rows with their weights.</param>
    /// <param name="scores">Receives <see cref="Outputs"/> finite numbers.</param>
    void BaseScores(TrainingData data, Span<float> scores) => scores.Clear();

    /// <summary>The derivatives of each row's loss by one of its scores.</summary>
    /// <param name="scores">Rows x <see cref="Outputs"/> scores, row by row.</param>
    /// <param name="labels">One label per row.</param>
    /// <param name="output">By which score, from 0.</param>
    /// <param name="gradients">Receives one finite first derivative per row.</param>
    /// <param name="hessians">Receives one finite second derivative, or a bound on it, of 0 or more per row.</param>
    void Differentiate(ReadOnlySpan<float> scores, ReadOnlySpan<float> labels, int output, Span<float> gradients, Span<float> hessians);

    /// <summary>The loss of one row, for training and validation losses and early stopping.</summary>
    /// <param name="scores"><see cref="Outputs"/> scores.</param>
    /// <param name="label">The label.</param>
    double Loss(ReadOnlySpan<float> scores, float label);
}
