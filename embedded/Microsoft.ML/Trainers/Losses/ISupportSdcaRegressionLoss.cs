namespace Microsoft.ML.Trainers;

/// <summary>A loss of regression that dual coordinate ascent can minimise.</summary>
public interface ISupportSdcaRegressionLoss : ISupportSdcaLoss, IRegressionLoss
{
}
