namespace MLNetTuning.Trainers.Linear.Solving;

/// <summary>A loss of scores, for a block of rows. Called by several threads at once.</summary>
internal interface ILinearLoss
{
    /// <summary>Scores per row.</summary>
    int Outputs { get; }

    /// <summary>What the scores mean.</summary>
    ScoreLink Link { get; }

    /// <summary>About the second derivative by a score of a row of weight 1, to scale first steps.</summary>
    double TypicalCurvature { get; }

    /// <summary>The sum of weighted losses of a run of rows; replaces each score by the weighted derivative.</summary>
    /// <param name="scores">Rows x outputs scores, row by row.</param>
    /// <param name="labels">One label per row.</param>
    /// <param name="weights">One weight per row, or empty for all 1.</param>
    double Differentiate(Span<float> scores, ReadOnlySpan<float> labels, ReadOnlySpan<float> weights);
}
