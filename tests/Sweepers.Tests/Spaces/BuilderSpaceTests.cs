using MLNetTuning.Sweepers.Spaces;
using MLNetTuning.Sweepers.Spaces.Builders;
using MLNetTuning.Sweepers.Studies;

namespace MLNetTuning.Sweepers.Tests.Spaces;

public class BuilderSpaceTests
{
    [Fact]
    public void Space_OfPlainIfs_FindsConditionsOfAnyDepth()
    {
        var space = new BuilderSpace<int>(trial =>
        {
            if (trial.Choice("trainer", "trees", "network", "linear") == "network")
            {
                int layers = trial.Int("layers", 1, 4);
                for (int i = 1; i <= layers; i++)
                {
                    trial.Int($"units{i}", 32, 512, step: 32);
                }

                if (trial.Choice("optimizer", "adam", "sgd") == "sgd")
                {
                    trial.Float("momentum", 0.5, 0.99, Scale.ReverseLog);
                }
            }
            else if (trial.Bool("bagging"))
            {
                trial.Float("rows", 0.1, 1);
            }

            return 0;
        }).Space;
        Assert.Equal(
            new Dictionary<string, string?>
            {
                ["trainer"] = null,
                ["bagging"] = "trainer in {trees, linear}",
                ["rows"] = "bagging in {true}",
                ["layers"] = "trainer in {network}",
                ["units1"] = "trainer in {network}",
                ["units2"] = "layers in {2, 3, 4}",
                ["units3"] = "layers in {3, 4}",
                ["units4"] = "layers in {4}",
                ["optimizer"] = "trainer in {network}",
                ["momentum"] = "optimizer in {sgd}",
            },
            space.Parameters.ToDictionary(p => p.Name, p => p.Condition?.ToString()));
    }

    [Theory]
    [InlineData("random")]
    [InlineData("tpe")]
    [InlineData("gp")]
    [InlineData("hyperband")]
    [InlineData("coarse")]
    public void Build_TrialsOfEverySweeper_AsksOnlyWhatIsThere(string name)
    {
        var built = new BuilderSpace<double>(trial =>
        {
            double x = trial.Float("x", -1, 1);
            double loss = x * x;
            for (int i = 0; i < trial.Int("terms", 0, 3); i++)
            {
                loss += Math.Abs(trial.Float("t" + i, 0.01, 1, Scale.Log) - 0.1);
            }

            return trial.Bool("offset") ? loss + trial.Int("by", 1, 9) : loss;
        });
        var sweeper = name switch
        {
            "random" => Sweeper.Random(),
            "tpe" => Sweeper.Tpe(),
            "gp" => Sweeper.Gp(),
            "hyperband" => Sweeper.Hyperband(new()),
            _ => Sweeper.CoarseToFine(),
        };
        var study = new Study(built.Space, sweeper);
        study.Run(r => built.Build(r.Configuration), new RunOptions { MaxTrials = 60 });
        Assert.All(study.Trials, t => Assert.Equal(TrialState.Completed, t.State));
        Assert.True(study.Best!.Value < 0.2, $"{study.Best.Value}");
    }

    [Fact]
    public void Ask_SameNameTwice_AnswersTheSameAndRefusesAnotherRange()
    {
        var same = new BuilderSpace<(int, int)>(trial => (trial.Int("n", 1, 9), trial.Int("n", 1, 9)));
        Assert.Equal((7, 7), same.Build(Configuration.Of(("n", 7))));
        var error = Assert.Throws<InvalidOperationException>(() => new BuilderSpace<int>(trial => trial.Int("n", 1, 9) + trial.Int("n", 1, 8)));
        Assert.Contains("asks for 'n' as", error.Message);
    }

    [Fact]
    public void Space_RangeThatHangsOnAValue_IsRefused()
    {
        var error = Assert.Throws<InvalidOperationException>(() => new BuilderSpace<int>(trial => trial.Int("b", 1, 1 + trial.Int("a", 1, 9))));
        Assert.Contains("a constraint can tie it to another", error.Message);
    }

    [Fact]
    public void When_Blocks_MakeConditionsWithoutAnIf()
    {
        var built = new BuilderSpace<(string Optimizer, double Momentum, bool Nesterov)>(trial =>
        {
            string optimizer = trial.Choice("optimizer", "adam", "sgd");
            using (trial.When("optimizer", "sgd"))
            {
                double momentum = trial.Float("momentum", 0, 1, initial: 0.9);
                bool heavy = trial.Bool("heavy");
                using (trial.When("heavy", true))
                {
                    return (optimizer, momentum, trial.Bool("nesterov", initial: true) && heavy);
                }
            }
        });
        Assert.Equal("optimizer in {sgd}", built.Space["momentum"].Condition!.ToString());
        Assert.Equal("heavy in {true}", built.Space["nesterov"].Condition!.ToString());
        Assert.Equal(("adam", 0.9, false), built.Build(Configuration.Of(("optimizer", "adam"))));
        Assert.Equal(("sgd", 0.3, false), built.Build(Configuration.Of(("optimizer", "sgd"), ("momentum", 0.3), ("heavy", false))));
    }

    [Fact]
    public void When_WrongParents_AreRefused()
    {
        Assert.Contains("not asked for", Assert.Throws<InvalidOperationException>(() => new BuilderSpace<int>(trial =>
        {
            using (trial.When("x", 1))
            {
                return trial.Int("y", 1, 2);
            }
        })).Message);
        Assert.Contains("Ask for it inside", Assert.Throws<InvalidOperationException>(() => new BuilderSpace<int>(trial =>
        {
            trial.Bool("a");
            trial.Bool("b");
            using (trial.When("a", true))
            using (trial.When("b", true))
            {
                return trial.Int("y", 1, 2);
            }
        })).Message);
    }

    [Fact]
    public void Build_FunctionThatChangedItsMind_SaysWhatIsMissing()
    {
        bool more = false;
        var built = new BuilderSpace<int>(trial => trial.Int("a", 1, 9) + (more ? trial.Int("b", 1, 9) : 0));
        more = true;
        Assert.Contains("'b', which it never asked for", Assert.Throws<InvalidOperationException>(() => built.Build(Configuration.Of(("a", 1)))).Message);
    }

    [Fact]
    public void Space_BranchOnARange_IsFoundByProbing()
    {
        var built = new BuilderSpace<double>(trial => trial.Float("x", 0, 1) > 0.8 ? trial.Float("far", 0, 1) : 0);
        Assert.Null(built.Space["far"].Condition);
        Assert.Equal(0.25, built.Build(Configuration.Of(("x", 0.9), ("far", 0.25))));
        Assert.Equal(0, built.Build(Configuration.Of(("x", 0.1), ("far", 0.25))));
    }

    [Fact]
    public void Space_TwoDecisionsTogether_IsNeverTooNarrow()
    {
        var built = new BuilderSpace<bool>(trial =>
        {
            bool both = trial.Bool("a") & trial.Bool("b");
            return both && trial.Bool("c", initial: true);
        });
        var study = new Study(built.Space, Sweeper.Grid());
        study.Run(r => built.Build(r.Configuration) ? 1 : 0);
        Assert.All(study.Trials, t => Assert.Equal(TrialState.Completed, t.State));
        Assert.Contains(built.Space.Parameters, p => p.Name == "c");
    }
}
