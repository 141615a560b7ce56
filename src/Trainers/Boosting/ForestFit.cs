namespace MLNetTuning.Trainers.Boosting;

/// <summary>A forest with what its trees say about rows they were not grown on.</summary>
/// <param name="Model">The forest.</param>
/// <param name="OutOfBagScores">Rows x outputs scores, row by row, each the mean of the trees that did not draw the row; NaN when all drew it.</param>
public sealed record ForestFit(TreeEnsembleModel Model, float[] OutOfBagScores);
