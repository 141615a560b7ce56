namespace Microsoft.ML.Trainers;

/// <summary>A loss of two classes.</summary>
public interface IClassificationLoss : IScalarLoss
{
}
