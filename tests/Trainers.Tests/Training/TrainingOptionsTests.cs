using MLNetTuning.Trainers.Training;

namespace MLNetTuning.Trainers.Tests.Training;

public class TrainingOptionsTests
{
    [Fact]
    public void Validate_Defaults_Pass() => new TrainingOptions().Validate();

    [Fact]
    public void Validate_AllWrong_ReportsAllAtOnce()
    {
        var options = new TrainingOptions
        {
            Optimizer = (OptimizerKind)77,
            Schedule = (LearningRateSchedule)88,
            LearningRate = float.NaN,
            Beta1 = 1,
            Beta2 = -0.5f,
            Epsilon = 0,
            Momentum = 1.5f,
            WeightDecay = -1,
            Epochs = 0,
            BatchSize = -2,
            LabelSmoothing = 1,
            Patience = -1,
            MinDelta = double.NaN,
            Threads = 0,
        };
        Assert.Equal(
            "The training options cannot be used: Optimizer is 77; name a member of OptimizerKind. Schedule is 88; name a member of LearningRateSchedule. "
            + "LearningRate is NaN; give a finite number above 0. Beta1 is 1; give 0 to below 1. Beta2 is -0.5; give 0 to below 1. "
            + "Epsilon is 0; give a finite number above 0. Momentum is 1.5; give 0 to below 1. WeightDecay is -1; give a finite number of 0 or more. "
            + "Epochs is 0; give 1 to 1,000,000. BatchSize is -2; give 1 to 1,048,576 rows, or 0 for the rule. LabelSmoothing is 1; give 0 to below 1. "
            + "Patience is -1; give a number of epochs, or 0 to never stop early. MinDelta is NaN; give a finite number of 0 or more. Threads is 0; give 1 to 64.",
            Assert.Throws<ArgumentException>(options.Validate).Message);
    }

    [Fact]
    public void Defaults_Are_AsDocumented()
    {
        var options = new TrainingOptions();
        Assert.Equal((OptimizerKind.AdamW, 0.002f, 0.9f, 0.999f, 1e-8f), (options.Optimizer, options.LearningRate, options.Beta1, options.Beta2, options.Epsilon));
        Assert.Equal((0.9f, false, 0.01f, LearningRateSchedule.Cosine, 64, 0), (options.Momentum, options.Nesterov, options.WeightDecay, options.Schedule, options.Epochs, options.BatchSize));
        Assert.Equal((0f, 0, 0.0, true, 0, 1), (options.LabelSmoothing, options.Patience, options.MinDelta, options.RestoreBest, options.Seed, options.Threads));
    }
}
