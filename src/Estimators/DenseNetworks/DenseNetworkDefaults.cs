using MLNetTuning.Trainers.Encoding;
using MLNetTuning.Trainers.Networks;
using MLNetTuning.Trainers.Training;

namespace MLNetTuning.Estimators.DenseNetworks;

/// <summary>The defaults of dense networks, all in one place; a test and the docs table hold to them.</summary>
internal static class DenseNetworkDefaults
{
    public const int Width = 128;
    public const int Depth = 2;
    public const Activation Activation = Trainers.Networks.Activation.SiLU;
    public const float Dropout = 0.1f;
    public const bool BatchNorm = true;
    public const FeatureScaling Scaling = FeatureScaling.RobustSmoothClip;
    public const int NumericBins = 16;
    public const OptimizerKind Optimizer = OptimizerKind.AdamW;
    public const float LearningRate = 0.002f;
    public const float WeightDecay = 0.01f;
    public const LearningRateSchedule Schedule = LearningRateSchedule.Cosine;
    public const int Epochs = 64;
    public const int Patience = 16;
    public const double ValidationFraction = 0.15;
}
