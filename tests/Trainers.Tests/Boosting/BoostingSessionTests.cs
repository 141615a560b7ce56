using MLNetTuning.Trainers.Boosting;

namespace MLNetTuning.Trainers.Tests.Boosting;

public sealed class BoostingSessionTests
{
    public static TheoryData<BoostingLoss> Losses => new(Enum.GetValues<BoostingLoss>());

    [Theory]
    [MemberData(nameof(Losses))]
    public void Restore_FromCheckpoint_EqualsNeverStopping(BoostingLoss loss)
    {
        var options = new BoostingOptions { Loss = loss, Classes = loss == BoostingLoss.Softmax ? 3 : 0, CustomLoss = loss == BoostingLoss.Custom ? new LogCoshLoss() : null, Trees = 9, RowSampling = 0.7, ColumnSampling = 0.8 };
        var (train, validation) = Data(loss);
        var trainer = new HistGradientBoosting();
        var through = trainer.Start(options, train, validation);
        through.RunTo(9);
        var first = trainer.Start(options, train, validation);
        first.RunTo(4);
        var second = trainer.Start(options with { Trees = 20 }, train, validation);
        second.Restore(first.Checkpoint());
        Assert.Equal(4, second.Trees);
        Assert.Equal(first.ValidationLoss, second.ValidationLoss);
        Assert.Equal(first.TrainingLoss(), second.TrainingLoss());
        second.RunTo(9);
        Assert.Equal(through.ValidationLosses, second.ValidationLosses);
        Assert.Equal(through.BestTrees, second.BestTrees);
        Assert.Equal(through.Checkpoint(), second.Checkpoint());
        Assert.Equal(HistGradientBoostingTests.Bytes(through.CreateModel()), HistGradientBoostingTests.Bytes(second.CreateModel()));
    }

    [Fact]
    public void ValidationLoss_AfterEachRound_IsTheModelsLoss()
    {
        var (train, validation) = Data(BoostingLoss.Logistic);
        var session = new HistGradientBoosting().Start(new BoostingOptions(), train, validation);
        Assert.True(double.IsNaN(session.ValidationLoss));
        session.RunTo(7);
        var scores = new float[validation.Rows];
        session.CreateModel().Predict(validation.Features, scores);
        var loss = scores.Zip(validation.Labels, (s, y) => Math.Log(1 + Math.Exp(y == 1 ? -s : s))).Average();
        Assert.Equal(loss, session.ValidationLoss, 7);
        Assert.Equal(7, session.ValidationLosses.Count);
    }

    [Fact]
    public void RunTo_LossNoLongerFalls_StopsAndKeepsBestRounds()
    {
        var random = new Random(3);
        var train = new TrainingData(Rows.Features(300, 5, 50, 1), [.. Enumerable.Range(0, 300).Select(_ => (float)random.Next(2))]);
        var validation = new TrainingData(Rows.Features(300, 5, 50, 2), [.. Enumerable.Range(0, 300).Select(_ => (float)random.Next(2))]);
        var session = new HistGradientBoosting().Start(new BoostingOptions { EarlyStoppingRounds = 5 }, train, validation);
        session.RunTo(100);
        Assert.True(session.Stopped);
        Assert.Equal(session.BestTrees + 5, session.Trees);
        Assert.Equal(session.ValidationLosses.Min(), session.ValidationLosses[session.BestTrees - 1]);
        Assert.Equal(session.BestTrees, session.CreateModel().Trees.Count);
        var resumed = new HistGradientBoosting().Start(new BoostingOptions { EarlyStoppingRounds = 5 }, train, validation);
        resumed.Restore(session.Checkpoint());
        Assert.True(resumed.Stopped);
    }

    [Fact]
    public void Restore_OtherOptionsOrRows_IsRefused()
    {
        var (train, validation) = Data(BoostingLoss.Logistic);
        var trainer = new HistGradientBoosting();
        var session = trainer.Start(new BoostingOptions(), train, validation);
        session.RunTo(2);
        var checkpoint = session.Checkpoint();
        Assert.Throws<InvalidDataException>(() => trainer.Start(new BoostingOptions { Leaves = 7 }, train, validation).Restore(checkpoint));
        Assert.Throws<InvalidDataException>(() => trainer.Start(new BoostingOptions(), validation, train).Restore(checkpoint));
        Assert.Throws<InvalidDataException>(() => trainer.Start(new BoostingOptions(), train).Restore(checkpoint));
    }

    [Fact]
    public void Restore_TruncatedAnywhere_IsRefused()
    {
        var (train, _) = Data(BoostingLoss.Logistic);
        var trainer = new HistGradientBoosting();
        var session = trainer.Start(new BoostingOptions { Leaves = 4 }, train);
        session.RunTo(2);
        var checkpoint = session.Checkpoint();
        for (var length = 0; length < checkpoint.Length; length++)
        {
            var part = checkpoint[..length];
            Assert.Throws<InvalidDataException>(() => session.Restore(part));
        }

        Assert.Throws<InvalidDataException>(() => session.Restore([.. checkpoint, 0]));
    }

    private static (TrainingData Train, TrainingData Validation) Data(BoostingLoss loss) => loss switch
    {
        BoostingLoss.Softmax => (Rows.Multiclass(600, 5, 3, 1), Rows.Multiclass(200, 5, 3, 2)),
        BoostingLoss.SquaredError or BoostingLoss.Absolute or BoostingLoss.Huber or BoostingLoss.Quantile
            => (Rows.Regression(600, 5, 1, weighted: true), Rows.Regression(200, 5, 2)),
        _ => (Rows.Binary(600, 5, 1, missing: 0.1), Rows.Binary(200, 5, 2)),
    };
}
