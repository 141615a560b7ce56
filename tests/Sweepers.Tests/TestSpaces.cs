using MLNetTuning.Sweepers.Spaces;

namespace MLNetTuning.Sweepers.Tests;

internal static class TestSpaces
{
    /// <summary>Every kind of parameter, every scale, and a condition of depth two.</summary>
    public static SearchSpace Mixed { get; } = new(
        new ChoiceParameter("trainer", "network", "trees", "linear"),
        new FloatParameter("rate", 1e-4, 1e-1, Scale.Log) { Condition = Condition.On("trainer", "network") },
        new FloatParameter("beta", 0.8, 0.9999, Scale.ReverseLog) { Condition = Condition.On("trainer", "network") },
        new BoolParameter("norm") { Condition = Condition.On("trainer", "network") },
        new FloatParameter("momentum", 0, 1) { Step = 0.25, Condition = Condition.On("norm", true) },
        new IntParameter("leaves", 4, 128, Scale.Log) { Condition = Condition.On("trainer", "trees") },
        new IntParameter("rows", 5, 50) { Step = 5, Condition = Condition.On("trainer", "trees") },
        new FloatParameter("l2", -1, 1));

    public static SearchSpace Small { get; } = new(
        new ChoiceParameter("kind", "a", "b"),
        new IntParameter("n", 1, 3) { Condition = Condition.On("kind", "a") },
        new BoolParameter("flag") { Condition = Condition.On("kind", "b") });

    /// <summary>One loss over <see cref="Mixed"/>; best for a network with a rate near 0.01.</summary>
    public static double Loss(Configuration c) => c.GetString("trainer") switch
    {
        "network" => Math.Abs(Math.Log10(c.GetDouble("rate")) + 2) + Math.Abs(c.GetDouble("l2")),
        "trees" => 1 + c.GetInt32("leaves") / 128.0 + Math.Abs(c.GetDouble("l2")),
        _ => 2 + Math.Abs(c.GetDouble("l2")),
    };
}
