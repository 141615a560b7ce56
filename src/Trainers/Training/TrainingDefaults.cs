namespace MLNetTuning.Trainers.Training;

/// <summary>The defaults of <see cref="TrainingOptions"/> and the constants of the loop.</summary>
internal static class TrainingDefaults
{
    public const float LearningRate = 0.002f;
    public const float Beta1 = 0.9f;
    public const float Beta2 = 0.999f;
    public const float Epsilon = 1e-8f;
    public const float Momentum = 0.9f;
    public const float WeightDecay = 0.01f;
    public const int Epochs = 64;
}
