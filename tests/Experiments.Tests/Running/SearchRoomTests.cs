using MLNetTuning.Experiments.Families;
using MLNetTuning.Experiments.Running;
using MLNetTuning.Experiments.Runs;

namespace MLNetTuning.Experiments.Tests.Running;

public sealed class SearchRoomTests
{
    [Fact]
    public void Fold_OfFewerRows_KeepsTheJudgedRowsAndTheFeaturizer()
    {
        var room = Rooms.Binary(500);
        var (whole, part) = (room.Fold(0), room.Fold(0, 100));
        Assert.Equal(100, part.Train.Rows);
        Assert.All(Enumerable.Range(0, 100), place => Assert.Contains(
            Enumerable.Range(4 * place, 4), row => whole.Train.Features.Row(row).SequenceEqual(part.Train.Features.Row(place)) && whole.Train.Labels[row] == part.Train.Labels[place]));
        Assert.Same(whole.Validation, part.Validation);
        Assert.Same(whole.Featurizer, part.Featurizer);
        Assert.Same(part, room.Fold(0, 100));
    }

    [Fact]
    public void Fold_OfMoreRowsThanThereAre_IsTheWholeOne()
    {
        var room = Rooms.Binary(500);
        Assert.Same(room.Fold(0), room.Fold(0, 1000));
    }

    [Fact]
    public void Engine_TwoThreads_ScoresEveryConfigurationOnce()
    {
        var room = Rooms.Binary(600, new ExperimentSettings { MaxTrials = 8, TimeLimit = null });
        var keeper = RunKeeper.Open(room.Settings, room.Table);
        keeper.Begin(room);
        var engine = new SearchEngine(room, new SearchPlanner(room, []), keeper, null, CancellationToken.None);
        engine.Run();
        keeper.Finish();
        Assert.Equal(8, engine.Trials.Count);
        Assert.All(engine.Trials, trial => Assert.True(double.IsFinite(trial.Score) || trial.WasGivenUp || trial.Error is not null));
        Assert.Equal(engine.Trials.Count(trial => double.IsFinite(trial.Score)), engine.Models.Count);
    }

    [Fact]
    public void HoldsItsOwn_MuchWorseThanTheRival_IsFalse()
    {
        var room = Rooms.Binary(500);
        var fit = new LinearCandidate().Fit(room.Fold(0), new FitContext(1, static () => false, static () => false, CancellationToken.None));
        var good = Rooms.Model(room, new LinearCandidate(), 1, 1) with { RowLosses = new double[room.Judged.Rows.Length] };
        var bad = Rooms.Model(room, new LinearCandidate(), 1, 1, prediction: 0.5f);
        Assert.False(RunResult.HoldsItsOwn(room, fit, good));
        Assert.True(RunResult.HoldsItsOwn(room, fit, bad));
        Assert.True(RunResult.HoldsItsOwn(room, fit, null));
    }
}
