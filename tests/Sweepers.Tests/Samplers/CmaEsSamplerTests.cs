using MLNetTuning.Sweepers.Samplers;
using MLNetTuning.Sweepers.Spaces;
using MLNetTuning.Sweepers.Studies;

namespace MLNetTuning.Sweepers.Tests.Samplers;

public class CmaEsSamplerTests : SamplerContract
{
    private static readonly SearchSpace s_valley = new([.. Enumerable.Range(0, 6).Select(i => new FloatParameter("x" + i, -5, 5))]);

    [Fact]
    public void Sample_SkewedValley_IsFollowedToTheBottom()
    {
        // An ellipse a thousand times longer than wide that lies along no axis.
        static double Loss(Configuration c)
        {
            double[] x = [.. c.Select(p => p.Value.ToDouble() - 1.5)];
            double along = x.Sum();
            return along * along * 1e-3 + x.Sum(v => (v - along / 6) * (v - along / 6));
        }

        Assert.True(Best(Sweeper.CmaEs(), s_valley, Loss, 800) < 1e-6);
    }

    [Fact]
    public void Sample_AfterConverging_StartsAnewElsewhere()
    {
        // Two hollows: the one in the middle is wide and shallow.
        static double Loss(Configuration c) => c.Select(p => p.Value.ToDouble()).ToArray() is var x
            ? Math.Min(1 + x.Sum(v => v * v), 3 * Math.Max(Math.Abs(x[0] - 4), Math.Abs(x[1] + 4))) : 0;
        var space = new SearchSpace(new FloatParameter("x", -5, 5), new FloatParameter("y", -5, 5));
        double with = Best(Sweeper.CmaEs(new() { FirstStep = 0.05 }), space, Loss, 4000);
        double without = Best(Sweeper.CmaEs(new() { FirstStep = 0.05, Restarts = false }), space, Loss, 4000);
        Assert.True(with < 0.1 && without > 0.9, $"with restarts {with}, without {without}");
    }

    [Fact]
    public void Sample_WholeNumbersAndChoices_FindTheBest()
    {
        var space = new SearchSpace(new IntParameter("n", 0, 30), new IntParameter("m", 1, 1000, Scale.Log), new ChoiceParameter("c", "a", "b", "d"), new BoolParameter("flag"));
        double best = Best(Sweeper.CmaEs(), space, c => Math.Abs(c.GetInt32("n") - 23) + Math.Abs(Math.Log(c.GetInt32("m") / 100.0))
            + (c.GetString("c") == "b" ? 0 : 5) + (c.GetBoolean("flag") ? 0 : 5), 300);
        Assert.InRange(best, 0, 1);
    }

    [Fact]
    public void Ask_OneTrialThatNeverEnds_HoldsNothingUp()
    {
        var study = new Study(s_valley, Sweeper.CmaEs());
        study.Ask();
        study.Run(r => r.Configuration.Sum(p => Math.Pow(p.Value.ToDouble() - 3, 2)), new RunOptions { MaxTrials = 400 });
        Assert.True(study.Best!.Value < 0.01, $"best {study.Best.Value}");
    }

    [Fact]
    public void Ask_ManyAtOnce_AllDifferAndAreLearntFrom()
    {
        var study = new Study(s_valley, Sweeper.CmaEs());
        for (int round = 0; round < 40; round++)
        {
            var asked = Enumerable.Range(0, 12).Select(_ => study.Ask()!).ToList();
            Assert.Equal(12, asked.Select(t => t.Configuration).Distinct().Count());
            // Told in another order than asked.
            asked.AsEnumerable().Reverse().ToList().ForEach(t => study.Tell(t.Id, t.Configuration.Sum(p => Math.Pow(p.Value.ToDouble() - 3, 2))));
        }

        Assert.True(study.Best!.Value < 0.01, $"best {study.Best.Value}");
    }

    [Fact]
    public void Sample_Maximize_ClimbsUp()
    {
        var study = new Study(s_valley, Sweeper.CmaEs(), new StudyOptions { Direction = ObjectiveDirection.Maximize });
        study.Run(r => -r.Configuration.Sum(p => Math.Pow(p.Value.ToDouble() - 3, 2)), new RunOptions { MaxTrials = 400 });
        Assert.True(study.Best!.Value > -0.01, $"best {study.Best.Value}");
    }

    [Fact]
    public void Options_Wrong_AreAllNamed()
    {
        var error = Assert.Throws<ArgumentException>(() => Sweeper.CmaEs(new() { Population = 2, FirstStep = 0, MaxTrials = 0, Budget = 0 }));
        Assert.All(new[] { "Population", "FirstStep", "MaxTrials", "Budget" }, name => Assert.Contains(name, error.Message, StringComparison.Ordinal));
    }

    protected override Sweeper Create() => Sweeper.CmaEs();

    protected override ISampler CreateSampler() => new CmaEsSampler();

    private static double Best(Sweeper sweeper, SearchSpace space, Func<Configuration, double> loss, int trials)
    {
        var study = new Study(space, sweeper);
        study.Run(r => loss(r.Configuration), new RunOptions { MaxTrials = trials });
        return study.Best!.Value!.Value;
    }
}
