using MLNetTuning.Trainers.Engines;
using MLNetTuning.Trainers.Networks;
using MLNetTuning.Trainers.Training;

namespace MLNetTuning.Trainers.Tests.Engines;

public class ManagedEngineTests
{
    [Theory]
    [InlineData(PredictionTask.Binary, 0.35)]
    [InlineData(PredictionTask.Multiclass, 0.6)]
    [InlineData(PredictionTask.Regression, 25)]
    public void RunTo_CurvedRule_IsLearned(PredictionTask task, double limit)
    {
        var train = Samples.Make(task, 3000, 5);
        var validation = Samples.Make(task, 1000, 5, seed: 2);
        using var session = new ManagedEngine().Start(Samples.Spec(task, 5, 64, 32), new TrainingOptions { Epochs = 20, LearningRate = 0.01f }, train, validation);
        var first = session.RunEpoch();
        Assert.Equal(20, session.RunTo(100));
        Assert.True(session.BestValidationLoss < limit && session.BestValidationLoss < first.ValidationLoss, $"{session.BestValidationLoss}, first {first}");
    }
}
