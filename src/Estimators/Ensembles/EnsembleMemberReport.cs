namespace MLNetTuning.Estimators.Ensembles;

/// <summary>What became of one candidate.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Weight">Its share, 0 when it was not picked; for a stack 1 for each.</param>
/// <param name="OutOfFoldLoss">Its log loss in nats (binary, multiclass) or mean squared error, on rows it was not trained on.</param>
public sealed record EnsembleMemberReport(string Name, float Weight, double OutOfFoldLoss);
