namespace Microsoft.ML.Trainers;

/// <summary>A loss of regression.</summary>
public interface IRegressionLoss : IScalarLoss
{
}
