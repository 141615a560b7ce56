using MLNetTuning.Sweepers.Samplers;
using MLNetTuning.Sweepers.Spaces;
using MLNetTuning.Sweepers.Studies;

namespace MLNetTuning.Sweepers.Tests.Samplers;

public class CoarseToFineSamplerTests : SamplerContract
{
    private static readonly SearchSpace s_rate = new(new FloatParameter("rate", 1e-6, 1, Scale.Log), new FloatParameter("beta", 0.5, 0.9999, Scale.ReverseLog));

    protected override Sweeper Create() => Sweeper.CoarseToFine();

    protected override ISampler CreateSampler() => new CoarseToFineSampler();

    [Fact]
    public void Run_SmoothObjective_ShrinksAroundTheBestOnEachScale()
    {
        var study = Search(c => Math.Abs(Math.Log10(c.GetDouble("rate")) + 3) + Math.Abs(Math.Log10(1 - c.GetDouble("beta")) + 2), new CoarseToFineOptions { Rounds = 4 });
        var boxes = ((CoarseToFineSampler)study.Sampler).Boxes;
        Assert.Equal([0, 1, 2, 3], boxes.Select(b => b.Round));
        Assert.All(boxes[3].Sides, side => Assert.InRange(side.Width, 0.01, 0.5));
        Assert.InRange(1e-3, boxes[3].Sides[0].LowValue.ToDouble(), boxes[3].Sides[0].HighValue.ToDouble());
        Assert.InRange(0.99, boxes[3].Sides[1].LowValue.ToDouble(), boxes[3].Sides[1].HighValue.ToDouble());
        Assert.True(boxes[3].Sides[0].Width < boxes[0].Sides[0].Width);
    }

    [Fact]
    public void Run_SmoothObjective_BeatsRandomOnMostSeeds()
    {
        static double Loss(Configuration c) => Math.Abs(Math.Log10(c.GetDouble("rate")) + 3.3) + Math.Abs(Math.Log10(1 - c.GetDouble("beta")) + 2.2);
        int wins = Enumerable.Range(0, 20).Count(seed =>
        {
            var options = new StudyOptions { Seed = seed };
            var fine = new Study(s_rate, Sweeper.CoarseToFine(), options);
            var random = new Study(s_rate, Sweeper.Random(new RandomOptions { MaxTrials = 60 }), options);
            fine.Run(r => Loss(r.Configuration));
            random.Run(r => Loss(r.Configuration));
            return fine.Best!.Value < random.Best!.Value;
        });
        Assert.InRange(wins, 15, 20);
    }

    [Fact]
    public void Box_BestOnAnInnerWall_GrowsBeyondIt()
    {
        var space = new SearchSpace(new FloatParameter("x", 0, 1));
        // Round 0 is told that 0.5 is best, round 1 that its box's upper wall is.
        double upper = double.NaN;
        var study = new Study(space, Sweeper.CoarseToFine(new CoarseToFineOptions { Rounds = 3, ExploreShare = 0 }));
        study.Run(r =>
        {
            double x = r.Configuration.GetDouble("x");
            upper = r.Trial.Bracket == 1 ? ((CoarseToFineSampler)study.Sampler).Boxes[1].Sides[0].High : upper;
            return r.Trial.Bracket == 0 ? 100 + Math.Abs(x - 0.5) : -x;
        });
        var side = ((CoarseToFineSampler)study.Sampler).Boxes[2].Sides[0];
        Assert.True(side.Widened);
        Assert.False(side.AtEdge);
        Assert.True(side.High > upper && side.High < 1, $"{side.High} after {upper}");
    }

    [Fact]
    public void Box_BestAtTheEndOfTheRange_SaysSo()
    {
        var study = Search(c => c.GetDouble("rate"), new CoarseToFineOptions());
        var side = ((CoarseToFineSampler)study.Sampler).Boxes[^1].Sides[0];
        Assert.True(side.AtEdge);
        Assert.Equal(0, side.Low);
        Assert.EndsWith("best at the edge of the range", side.ToString());
    }

    [Fact]
    public void Box_ShrinkFactor_HalvesASideEachRound()
    {
        // Every trial is as good as any other: nothing but the factor narrows the box.
        var study = Search(_ => 0, new CoarseToFineOptions { Rounds = 4, ShrinkFactor = 0.5, WallShare = 0, Margin = 1 });
        var widths = ((CoarseToFineSampler)study.Sampler).Boxes.Select(b => b.Sides[0].Width).ToList();
        Assert.All(widths.Zip(widths.Skip(1)), pair => Assert.InRange(pair.Second, 0, 0.5 * pair.First + 1e-12));
        Assert.True(widths[3] < 0.13);
    }

    [Fact]
    public void BoxesOf_StudyReadBack_AreThoseItHad()
    {
        var store = new MemoryStudyStore();
        var study = new Study(s_rate, Sweeper.CoarseToFine(), new StudyOptions { Store = store });
        study.Run(r => Math.Abs(Math.Log10(r.Configuration.GetDouble("rate")) + 3));
        var again = new Study(s_rate, Sweeper.CoarseToFine(), new StudyOptions { Store = store });
        Assert.True(again.IsFinished);
        Assert.Equal(((CoarseToFineSampler)study.Sampler).Boxes.Select(b => b.ToString()), ((CoarseToFineSampler)again.Sampler).BoxesOf(again).Select(b => b.ToString()));
    }

    [Fact]
    public void Box_Choices_KeepThoseAmongTheBest()
    {
        var study = new Study(TestSpaces.Mixed, Sweeper.CoarseToFine(new CoarseToFineOptions { TrialsPerRound = 40 }));
        study.Run(r => TestSpaces.Loss(r.Configuration) + (r.Configuration.GetString("trainer") == "network" ? 0 : 10));
        var box = ((CoarseToFineSampler)study.Sampler).Boxes[^1];
        Assert.Equal(["network"], box.Sides[0].Choices!.Select(c => c.ToString()));
        Assert.True(study.Trials.Count(t => t.Bracket == 2 && t.Configuration.GetString("trainer") == "network") >= 32);
    }

    [Fact]
    public void Round_Latin_CoversEveryParameterEvenly()
    {
        var study = Search(_ => 0, new CoarseToFineOptions { Rounds = 1, TrialsPerRound = 25 });
        foreach (var parameter in s_rate.Parameters)
        {
            var cells = study.Trials.Select(t => (int)(parameter.ToUnit(t.Configuration[parameter.Name]) * 25));
            Assert.Equal(Enumerable.Range(0, 25), cells.Order());
        }
    }

    [Theory]
    [InlineData(4)]
    public void Run_Parallel_TriesTheSame(int concurrency)
    {
        static IEnumerable<string> Tried(int n)
        {
            var study = new Study(TestSpaces.Mixed, Sweeper.CoarseToFine(), new StudyOptions { Seed = 2 });
            study.Run(r => TestSpaces.Loss(r.Configuration), new RunOptions { MaxConcurrency = n });
            return study.Trials.Select(t => t.Configuration.ToJson());
        }

        Assert.Equal(Tried(1), Tried(concurrency));
    }

    [Fact]
    public void Options_NotAllowed_ReportsEveryViolation()
    {
        var bad = new CoarseToFineOptions { Rounds = 0, TrialsPerRound = 1, KeepShare = 0, Margin = -1, WallShare = 1, WidenBy = -1, ExploreShare = 2, Budget = 0, ShrinkFactor = 0 };
        Assert.StartsWith("CoarseToFineOptions has 9 errors:\n- Rounds is 0.", Assert.Throws<ArgumentException>(() => Sweeper.CoarseToFine(bad)).Message);
    }

    private static Study Search(Func<Configuration, double> loss, CoarseToFineOptions options)
    {
        var study = new Study(s_rate, Sweeper.CoarseToFine(options));
        study.Run(r => loss(r.Configuration));
        return study;
    }
}
