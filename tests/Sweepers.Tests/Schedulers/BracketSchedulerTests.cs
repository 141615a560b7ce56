using MLNetTuning.Sweepers.Schedulers;
using MLNetTuning.Sweepers.Studies;

namespace MLNetTuning.Sweepers.Tests.Schedulers;

public class BracketSchedulerTests : SchedulerContract
{
    protected override IScheduler Create() => new BracketScheduler(new HyperbandOptions { MaxBudget = 27 }.Plan(), ObjectiveDirection.Minimize, null);

    [Fact]
    public void Promotions_MatchANaiveReplayOfThePaper()
    {
        var values = new Random(5);
        var trials = Play(Create(), (_, _) => values.NextDouble());
        foreach (var rung in trials.Where(t => t.ParentId is null || t.Rung > 0).GroupBy(t => (t.Bracket, t.Rung)))
        {
            var next = trials.Where(t => t.Bracket == rung.Key.Bracket && t.Rung == rung.Key.Rung + 1).Select(t => t.ParentId!.Value).Order();
            var best = rung.OrderBy(t => t.Value).Take(next.Count()).Select(t => t.Id).Order();
            Assert.Equal(best, next);
        }
    }

    [Fact]
    public void Ties_GoToTheConfigurationDrawnFirst()
    {
        var trials = Play(Create(), (_, _) => 1);
        Assert.Equal(Enumerable.Range(0, 9), trials.Where(t => t.Bracket == 0 && t.Rung == 1).Select(t => t.ParentId!.Value));
    }

    [Fact]
    public void Promotions_WithFailures_FillThePlacesFromBelow()
    {
        // Of 27, those with ids 0 to 17 fail: nine are left for nine places.
        var trials = Play(Create(), (t, _) => t.Rung == 0 && t.Id < 18 ? null : t.Id);
        Assert.Equal(Enumerable.Range(18, 9), trials.Where(t => t.Bracket == 0 && t.Rung == 1).Select(t => t.ParentId!.Value));
    }
}
