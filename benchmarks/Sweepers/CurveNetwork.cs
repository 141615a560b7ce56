using MLNetTuning.Trainers;
using MLNetTuning.Trainers.Engines;
using MLNetTuning.Trainers.Networks;
using MLNetTuning.Trainers.Training;

namespace MLNetTuning.Benchmarks.Sweepers;

/// <summary>One network whose learning curve is recorded.</summary>
internal sealed record CurveNetwork(double Rate, double Dropout, int Width, int Depth, int Batch)
{
    /// <summary>The validation loss after each epoch; infinite from where training diverged.</summary>
    public double[] Train(PredictionTask task, NetworkInputs inputs, int outputs, TrainingData train, TrainingData validation)
    {
        var block = new BlockSpec { Width = Width, Dropout = (float)Dropout };
        var options = new TrainingOptions
        {
            LearningRate = (float)Rate,
            BatchSize = Batch,
            Epochs = CurveGrid.Epochs,
            Schedule = LearningRateSchedule.CosLog4,
            Seed = 1,
        };
        using var session = new ManagedEngine().Start(inputs.Describe(task, outputs, [.. Enumerable.Repeat(block, Depth)]), options, train, validation);
        var curve = Enumerable.Repeat(double.PositiveInfinity, CurveGrid.Epochs).ToArray();
        while (!session.IsFinished)
        {
            var report = session.RunEpoch();
            curve[report.Epoch - 1] = double.IsFinite(report.ValidationLoss) ? report.ValidationLoss : double.PositiveInfinity;
        }

        return curve;
    }
}
