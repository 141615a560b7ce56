using MLNetTuning.Experiments.Families;
using MLNetTuning.Experiments.Running;
using MLNetTuning.Experiments.Tests.Running;

namespace MLNetTuning.Experiments.Tests.Families;

/// <summary>Every family ends when its time is over, with what it has.</summary>
public sealed class EndedFitTests
{
    private static FitContext Context(Func<bool> isLate) => new(1, isLate, static () => false, CancellationToken.None);

    // The clock is asked before each round or epoch: this one is begun and cut off.
    private static FitContext LateIn(int step)
    {
        var (late, steps) = (new CancellationTokenSource(), 0);
        return Context(() =>
        {
            if (++steps == step)
            {
                late.Cancel();
            }

            return false;
        }) with
        { Late = late.Token };
    }

    [Fact]
    public void Linear_TimeOverAtOnce_IsTheShareOfTheClasses()
    {
        var room = Rooms.Binary(600);
        var fit = new LinearCandidate().Fit(room.Fold(0), Context(static () => true));
        Assert.True(fit.EndedEarly);
        var share = room.Fold(0).Train.Labels.Average();
        Assert.All(fit.At(0).Predictions.Values, value => Assert.Equal(share, value, 1e-4));
        Assert.False(new LinearCandidate().Fit(room.Fold(0), Context(static () => false)).EndedEarly);
    }

    [Fact]
    public void Forest_TimeOverAtOnce_HasOneTree()
    {
        var room = Rooms.Binary(600);
        var fit = new ForestCandidate().Fit(room.Fold(0), Context(static () => true));
        Assert.All(fit.At(0).Predictions.Values, value => Assert.InRange(value, 0, 1));
        var looks = 0;
        var five = new ForestCandidate().Fit(room.Fold(0), Context(() => looks++ >= 4));
        Assert.True(five.Losses[0] < fit.Losses[0], $"{five.Losses[0]} against {fit.Losses[0]}");
    }

    [Fact]
    public void Boosting_LateInTheMiddleOfARound_KeepsTheRoundsBefore()
    {
        var room = Rooms.Binary(600);
        var fit = new BoostingCandidate().Fit(room.Fold(0), LateIn(7));
        Assert.Equal(6, fit.Losses.Count);
        var whole = new BoostingCandidate().Fit(room.Fold(0), Context(static () => false));
        Assert.Equal(whole.Losses.Take(6), fit.Losses);
        Assert.Equal(whole.At(5).Predictions.Values, fit.At(5).Predictions.Values);
    }

    [Fact]
    public void Boosting_LateBeforeTheFirstRound_IsCancelled()
    {
        using var late = new CancellationTokenSource();
        late.Cancel();
        Assert.ThrowsAny<OperationCanceledException>(() => new BoostingCandidate().Fit(Rooms.Binary(600).Fold(0), Context(static () => false) with { Late = late.Token }));
    }

    [Fact]
    public void Network_LateInTheMiddleOfAnEpoch_KeepsTheLastPointOfItsSchedule()
    {
        var room = Rooms.Binary(600);
        var candidate = new NetworkCandidate { Kind = NetworkKind.Plain, Width = 16, Epochs = 30 };
        var fit = candidate.Fit(room.Fold(0), LateIn(9));
        Assert.Equal(candidate.Checkpoints.Count(epoch => epoch < 9), fit.Losses.Count);
        Assert.Equal(candidate.Fit(room.Fold(0), Context(static () => false)).Losses.Take(fit.Losses.Count), fit.Losses);
    }

    [Fact]
    public void Network_LateButTheOnlyFit_GoesOnToItsFirstPoint()
    {
        var candidate = new NetworkCandidate { Kind = NetworkKind.Plain, Width = 16, Epochs = 30 };
        Assert.Single(candidate.Fit(Rooms.Binary(600).Fold(0), Context(static () => true) with { MustShow = true }).Losses);
    }

    [Fact]
    public void Network_LateBeforeItsFirstPoint_IsCancelled()
    {
        var candidate = new NetworkCandidate { Kind = NetworkKind.Plain, Width = 16, Epochs = 30 };
        Assert.ThrowsAny<OperationCanceledException>(() => candidate.Fit(Rooms.Binary(600).Fold(0), Context(static () => true)));
    }

    [Fact]
    public void Notes_MemberThatEndedEarly_IsTold()
    {
        var room = Rooms.Binary(100);
        var early = Rooms.Model(room, new LinearCandidate(), 1, 1) with { EndedEarly = true };
        var note = Assert.Single(EarlyEnds.Notes([early], [new ExperimentMember(early.Trial, 1)]));
        Assert.Contains("Linear l2=1", note, StringComparison.Ordinal);
        Assert.Empty(EarlyEnds.Notes([early], []));
        Assert.Empty(EarlyEnds.Notes([early with { EndedEarly = false }], [new ExperimentMember(early.Trial, 1)]));
    }
}
