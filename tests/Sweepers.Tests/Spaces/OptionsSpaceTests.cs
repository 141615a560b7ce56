using MLNetTuning.Sweepers.Spaces;
using MLNetTuning.Sweepers.Spaces.Attributes;
using MLNetTuning.Sweepers.Studies;

namespace MLNetTuning.Sweepers.Tests.Spaces;

public class OptionsSpaceTests
{
    private enum Activation
    {
        ReLU,
        SiLU,
    }

    [Fact]
    public void Space_OfAnnotatedClass_HasEveryKind()
    {
        var space = new OptionsSpace<NetworkOptions>().Space;
        Assert.Equal(["kind", "Units", "Rate", "Beta", "Activation", "Norm", "Optimizer.Name", "Optimizer.Momentum", "Rows"], space.Parameters.Select(p => p.Name));
        Assert.Equal([32L, 64, 128, 256, 512], space["Units"].Levels(99).Select(v => v.ToInt64()));
        Assert.Equal(Scale.ReverseLog, ((FloatParameter)space["Beta"]).Scale);
        Assert.Equal([ParameterValue.Of("ReLU"), "SiLU"], ((ChoiceParameter)space["Activation"]).Choices);
        Assert.Equal("kind in {network}", space["Optimizer.Name"].Condition!.ToString());
        Assert.Equal("Optimizer.Name in {sgd}", space["Optimizer.Momentum"].Condition!.ToString());
        Assert.Equal(32L, space.LowCost["Units"]);
        Assert.Equal(["Units * Rate < 1"], space.Constraints.Select(c => c.Name));
    }

    [Fact]
    public void Default_OfAnnotatedClass_IsANewObjects()
    {
        var options = new OptionsSpace<NetworkOptions>();
        var made = options.Create(options.Space.Default);
        Assert.Equal((128, 0.01f, Activation.SiLU, true), (made.Units, made.Rate, made.Activation, made.Norm));
        Assert.Equal(options.Space.Default, options.Read(made));
    }

    [Fact]
    public void Create_InactiveProperties_KeepTheirValue()
    {
        var options = new OptionsSpace<NetworkOptions>();
        var made = options.Create(options.Space.Complete(Configuration.Of(("kind", "trees"), ("Rows", 7))));
        Assert.Equal(("trees", 7, 128), (made.Kind, made.Rows, made.Units));
        Assert.Equal(["kind", "Norm", "Rows"], options.Read(made).Names);
    }

    [Fact]
    public void Create_EveryTrialOfAStudy_ReadsBackTheSame()
    {
        var options = new OptionsSpace<NetworkOptions>();
        var study = new Study(options.Space, Sweeper.Random());
        study.Run(r => options.Create(r.Configuration).Rate, new RunOptions { MaxTrials = 40 });
        Assert.All(study.Trials, t => Assert.True(Close(t.Configuration, options.Read(options.Create(t.Configuration)))));
    }

    [Fact]
    public void Constructor_WrongAttributes_ReportsThemTogether()
    {
        var error = Assert.Throws<ArgumentException>(() => new OptionsSpace<Wrong>());
        Assert.Contains("The options class Wrong has 6 errors", error.Message);
        Assert.Contains("Reversed: Parameter 'Reversed': min 3 is above max 1", error.Message);
        Assert.Contains("Number is a Boolean, which cannot hold whole numbers in [1, 3]", error.Message);
        Assert.Contains("Lost: [ActiveWhen] names 'Nobody'", error.Message);
        Assert.Contains("Fixed cannot be written", error.Message);
        Assert.Contains("Plain: [ActiveWhen] stands on a property that is not searched", error.Message);
        Assert.Contains("Empty: Parameter 'Empty': the choice is empty", error.Message);
    }

    [Fact]
    public void Constructor_NothingToSearch_SaysSo() =>
        Assert.Contains("no property has a search attribute", Assert.Throws<ArgumentException>(() => new OptionsSpace<object>()).Message);

    // A float property holds a double to seven digits.
    private static bool Close(Configuration a, Configuration b) => a.Names.SequenceEqual(b.Names)
        && a.All(v => v.Value.IsNumber ? Math.Abs(v.Value.ToDouble() - b[v.Key].ToDouble()) < 1e-6 : v.Value == b[v.Key]);

    [Constraint("Units * Rate < 1")]
    private sealed class NetworkOptions
    {
        [Choice("network", "trees", Name = "kind")]
        public string Kind { get; set; } = "network";

        [IntRange(32, 512, Scale = Scale.Log, StepFactor = 2, LowCost = 32)]
        [ActiveWhen(nameof(Kind), "network")]
        public int Units { get; init; } = 128;

        [FloatRange(1e-4, 1e-1, Scale = Scale.Log)]
        [ActiveWhen(nameof(Kind), "network")]
        public float Rate { get; set; } = 0.01f;

        [FloatRange(0.8, 0.999, Scale = Scale.ReverseLog)]
        [ActiveWhen(nameof(Kind), "network")]
        public double? Beta { get; set; }

        [Choice]
        [ActiveWhen(nameof(Kind), "network")]
        public Activation Activation { get; set; } = Activation.SiLU;

        [BoolChoice]
        public bool Norm { get; set; } = true;

        [Nested]
        [ActiveWhen(nameof(Kind), "network")]
        public OptimizerOptions? Optimizer { get; set; }

        [IntRange(1, 10)]
        [ActiveWhen(nameof(Kind), "trees")]
        public int Rows { get; set; }
    }

    private sealed class OptimizerOptions
    {
        [Choice("adam", "sgd")]
        public string Name { get; set; } = "adam";

        [FloatRange(0, 1, Step = 0.25)]
        [ActiveWhen(nameof(Name), "sgd")]
        public double Momentum { get; set; }
    }

    private sealed class Wrong
    {
        [IntRange(3, 1)]
        public int Reversed { get; set; }

        [IntRange(1, 3)]
        public bool Number { get; set; }

        [BoolChoice]
        [ActiveWhen("Nobody", true)]
        public bool Lost { get; set; }

        [BoolChoice]
        public bool Fixed { get; }

        [ActiveWhen(nameof(Number), 1)]
        public bool Plain { get; set; }

        [Choice]
        public string Empty { get; set; } = "";
    }
}
