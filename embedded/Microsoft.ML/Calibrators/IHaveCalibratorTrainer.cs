namespace Microsoft.ML.Calibrators;

/// <summary>An estimator whose calibrator can be fitted without it.</summary>
internal interface IHaveCalibratorTrainer
{
    ICalibratorTrainer CalibratorTrainer { get; }
}
