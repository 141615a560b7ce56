namespace Microsoft.ML.Trainers;

/// <summary>A loss of two classes that dual coordinate ascent can minimise.</summary>
public interface ISupportSdcaClassificationLoss : ISupportSdcaLoss, IClassificationLoss
{
}
