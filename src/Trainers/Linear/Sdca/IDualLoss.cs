namespace MLNetTuning.Trainers.Linear.Sdca;

/// <summary>A loss with the dual variables of all rows. The dual of a row is minus a slope of its loss: one number per score.</summary>
internal interface IDualLoss
{
    /// <summary>Scores per row.</summary>
    int Outputs { get; }

    /// <summary>Improves the dual of a row.</summary>
    /// <param name="row">Which row.</param>
    /// <param name="scores">The row's scores now.</param>
    /// <param name="stiffness">By how much a score rises when its dual rises by 1.</param>
    /// <param name="change">Receives how the dual changed.</param>
    void Update(int row, ReadOnlySpan<float> scores, double stiffness, Span<float> change);

    /// <summary>The loss of a row.</summary>
    double Primal(int row, ReadOnlySpan<float> scores);

    /// <summary>Minus the conjugate of the loss at minus the dual: the row's part of the dual objective.</summary>
    double Dual(int row);
}
