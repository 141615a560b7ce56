using MLNetTuning.Sweepers.Spaces;
using MLNetTuning.Sweepers.Spaces.Attributes;
using MLNetTuning.Sweepers.Spaces.Builders;
using MLNetTuning.Sweepers.Studies;

namespace MLNetTuning.Sweepers.Tests.Spaces;

/// <summary>The same mistakes through every door by which a space comes in: code, attributes, define-by-run and JSON.</summary>
public class BadInputTests
{
    [Theory]
    [InlineData(3, 3, Scale.Linear, "both 3")]
    [InlineData(4, 3, Scale.Linear, "min 4 is above max 3")]
    [InlineData(0, 3, Scale.Log, "needs min > 0")]
    [InlineData(-2, 3, Scale.Log, "needs min > 0")]
    public void Range_Impossible_IsRefusedAtEveryDoor(int min, int max, Scale scale, string expected)
    {
        Refused(expected, () => new FloatParameter("x", min, max, scale));
        Refused(expected, () => new IntParameter("x", min, max, scale));
        Refused(expected, () => _ = new BuilderSpace<double>(t => t.Float("x", min, max, scale)).Space);
        Refused(expected, () => _ = new BuilderSpace<double>(t => t.Int("x", min, max, scale)).Space);
        foreach (string kind in new[] { "float", "int" })
        {
            string json = new SearchSpace(kind == "float" ? new FloatParameter("x", 1, 2) : new IntParameter("x", 1, 2)).ToJson();
            Assert.Contains("\"min\":1", json, StringComparison.Ordinal);
            string changed = json.Replace("\"max\":2", "\"max\":" + max, StringComparison.Ordinal).Replace("\"min\":1", "\"min\":" + min, StringComparison.Ordinal)
                .Replace("\"Linear\"", $"\"{scale}\"", StringComparison.Ordinal);
            Refused(expected, () => SearchSpace.FromJson(changed));
        }
    }

    [Fact]
    public void Attributes_ImpossibleRanges_AreRefusedTogether()
    {
        var error = Assert.Throws<ArgumentException>(() => new OptionsSpace<Impossible>());
        Assert.All(["both 3", "min 4 is above max 3", "needs min > 0"], part => Assert.Contains(part, error.Message));
    }

    [Fact]
    public void Choice_WithoutValues_IsRefusedAtEveryDoor()
    {
        Refused("empty", () => new ChoiceParameter("kind"));
        Refused("empty", () => _ = new BuilderSpace<string>(t => t.Choice("kind")).Space);
        string json = new SearchSpace(new ChoiceParameter("kind", "a")).ToJson();
        Refused("empty", () => SearchSpace.FromJson(json.Replace("[\"a\"]", "[]", StringComparison.Ordinal)));
    }

    [Fact]
    public void Names_Twice_AreRefusedAtEveryDoor()
    {
        Refused("'x' occurs twice", () => new SearchSpace(new FloatParameter("x", 0, 1), new BoolParameter("x")));
        Refused("'x'", () => _ = new BuilderSpace<double>(t => t.Float("x", 0, 1) + t.Float("x", 0, 2)).Space);
        string json = new SearchSpace(new BoolParameter("x"), new BoolParameter("y")).ToJson();
        Refused("'x' occurs twice", () => SearchSpace.FromJson(json.Replace("\"y\"", "\"x\"", StringComparison.Ordinal)));
    }

    [Fact]
    public void Condition_OnAnUnknownParent_IsRefusedAtEveryDoor()
    {
        Refused("nobody", () => new SearchSpace(new BoolParameter("x") { Condition = Condition.On("nobody", true) }));
        Refused("nobody", () => _ = new BuilderSpace<bool>(t =>
        {
            using (t.When("nobody", true))
            {
                return t.Bool("x");
            }
        }).Space);
        string json = new SearchSpace(new BoolParameter("p"), new BoolParameter("x") { Condition = Condition.On("p", true) }).ToJson();
        Refused("nobody", () => SearchSpace.FromJson(json.Replace("\"parent\":\"p\"", "\"parent\":\"nobody\"", StringComparison.Ordinal)));
    }

    [Fact]
    public void Value_OutsideItsRange_IsRefusedAtEveryDoor()
    {
        var space = new SearchSpace(new FloatParameter("x", 0, 1), new ChoiceParameter("kind", "a", "b"));
        Refused("'2' is not a value of 'x'", () => space.Validate(Configuration.Of(("x", 2.0), ("kind", "a"))));
        Refused("'c' is not a value of 'kind'", () => space.Complete(Configuration.Of(("kind", "c"))));
        Refused("'2' is not a value of 'x'", () => new Study(space, Sweeper.Random(), new StudyOptions { InitialConfigurations = [Configuration.Of(("x", 2.0))] }));
        var study = new Study(space, Sweeper.Random());
        int id = study.Ask()!.Id;
        Refused("'2' is not a value of 'x'", () => study.Fork(id, Configuration.Of(("x", 2.0))));
        Refused("'2' is not a value of 'x'", () => study.ChangeSettings(id, Configuration.Of(("x", 2.0))));
        Assert.Single(study.Trials);
    }

    private static void Refused(string expected, Action act)
    {
        var error = Assert.ThrowsAny<Exception>(act);
        Assert.True(error is ArgumentException or FormatException or InvalidOperationException, error.GetType().Name);
        Assert.Contains(expected, error.Message, StringComparison.Ordinal);
    }

    private sealed class Impossible
    {
        [FloatRange(3, 3)]
        public double Same { get; set; } = 3;

        [IntRange(4, 3)]
        public int Turned { get; set; } = 3;

        [FloatRange(0, 1, Scale = Scale.Log)]
        public double Log { get; set; } = 1;
    }
}
