using MLNetTuning.Trainers.Boosting;

namespace MLNetTuning.Trainers.Tests.Boosting;

/// <summary>Where training looks whether it was cancelled, by counting what happens after the cancellation.</summary>
public sealed class CancellationTests
{
    private const int Rows = 20_480;

    [Fact]
    public void RunTo_CancelledAmongDerivatives_StopsBeforeTheNextBlock()
    {
        using var source = new CancellationTokenSource();
        var loss = new LogCoshLoss { OnCall = call => Cancel(source, call == 25) };
        var session = new HistGradientBoosting().Start(Options(loss), Data());
        Assert.ThrowsAny<OperationCanceledException>(() => session.RunTo(10, source.Token));

        // A round is 20 blocks of 1024 rows; the 25th call is in the second.
        Assert.Equal(25, loss.Calls);
        Assert.Equal(1, session.Trees);
        session.RunTo(4);
        Assert.Equal(HistGradientBoostingTests.Bytes(Options(new LogCoshLoss()) with { Trees = 4 }, Data()), HistGradientBoostingTests.Bytes(session.CreateModel()));
    }

    [Fact]
    public void RunTo_CancelledInHistograms_GrowsNoTree()
    {
        using var source = new CancellationTokenSource();
        var loss = new LogCoshLoss { OnCall = call => Cancel(source, call == 20) };
        var session = new HistGradientBoosting().Start(Options(loss), Data());
        Assert.ThrowsAny<OperationCanceledException>(() => session.RunTo(10, source.Token));
        Assert.Equal((20, 0), (loss.Calls, session.Trees));
    }

    [Fact]
    public void RunTo_CancelledWhileWatching_LosesNothing()
    {
        using var source = new CancellationTokenSource();
        var metric = new ValidationMetric("count", true, (_, _) => 0);
        var options = Options(new LogCoshLoss()) with { EarlyStoppingMetric = metric, EarlyStoppingRounds = 100 };
        var calls = 0;
        var cancelling = new ValidationMetric("count", true, (_, _) =>
        {
            // The last thing a round does: the next look is at the next round.
            Cancel(source, ++calls == 2);
            return 0;
        });
        var through = new HistGradientBoosting().Start(options, Data(), Data());
        through.RunTo(4);
        var session = new HistGradientBoosting().Start(options with { EarlyStoppingMetric = cancelling }, Data(), Data());
        Assert.ThrowsAny<OperationCanceledException>(() => session.RunTo(4, source.Token));
        Assert.Equal(2, session.Trees);
        session.RunTo(4);
        Assert.Equal(through.Checkpoint(), session.Checkpoint());
    }

    [Fact]
    public void Restore_Cancelled_StandsBeforeTheFirstTree()
    {
        var first = new HistGradientBoosting().Start(Options(new LogCoshLoss()), Data());
        first.RunTo(3);
        var second = new HistGradientBoosting().Start(Options(new LogCoshLoss()), Data());
        Assert.ThrowsAny<OperationCanceledException>(() => second.Restore(first.Checkpoint(), new CancellationToken(canceled: true)));
        Assert.Equal(0, second.Trees);
        second.RunTo(3);
        Assert.Equal(first.Checkpoint(), second.Checkpoint());
    }

    [Fact]
    public void StartAndExplain_Cancelled_Throw()
    {
        var cancelled = new CancellationToken(canceled: true);
        Assert.ThrowsAny<OperationCanceledException>(() => new HistGradientBoosting().Start(Options(new LogCoshLoss()), Data(), null, cancelled));
        var model = new HistGradientBoosting().Fit(Options(new LogCoshLoss()) with { Trees = 2 }, Data());
        Assert.ThrowsAny<OperationCanceledException>(() => model.Contributions(Data().Features, 0, 2, cancelled));
        var metric = new ValidationMetric("none", true, (_, _) => 0);
        Assert.ThrowsAny<OperationCanceledException>(() => model.PermutationImportance(Data(), metric, cancellation: cancelled));
    }

    private static void Cancel(CancellationTokenSource source, bool now)
    {
        if (now)
        {
            source.Cancel();
        }
    }

    private static BoostingOptions Options(ICustomLoss loss) => new() { Loss = BoostingLoss.Custom, CustomLoss = loss };

    private static TrainingData Data() => Boosting.Rows.Regression(Rows, 3, 1);
}
