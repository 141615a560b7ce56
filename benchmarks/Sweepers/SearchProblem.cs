using MLNetTuning.Sweepers.Spaces;

namespace MLNetTuning.Benchmarks.Sweepers;

/// <summary>A function with a known minimum to search; <c>peers/sweepers_optuna.py</c> has the same ones.</summary>
/// <param name="Name">What both sides call it.</param>
/// <param name="Space">Where it is defined.</param>
/// <param name="Loss">What is minimised.</param>
/// <param name="Minimum">Its least value.</param>
internal sealed record SearchProblem(string Name, SearchSpace Space, Func<Configuration, double> Loss, double Minimum)
{
    /// <summary>The problems the suite runs.</summary>
    public static IReadOnlyList<SearchProblem> All { get; } =
    [
        new("branin", new(new FloatParameter("x0", -5, 10), new FloatParameter("x1", 0, 15)), Branin, 0.39788735772973816),
        new("hartmann6", Box(6, 0, 1), c => Hartmann6(Point(c, 6)), -3.322368011415515),
        new("ackley10", Box(10, -32.768, 32.768), c => Ackley(Point(c, 10)), 0),
        new("rosenbrock8_log", Box(8, 0.01, 100, Scale.Log), c => Rosenbrock([.. Point(c, 8).Select(Math.Log10)]), 0),
        new("mixed", MixedSpace(), Mixed, 0),
        new("conditional", ConditionalSpace(), Conditional, 0),
    ];

    /// <summary>Ten parameters of every kind, for the time of a suggestion.</summary>
    public static SearchSpace TenMixed { get; } = new(
        new FloatParameter("f0", 0, 1), new FloatParameter("f1", -5, 5), new FloatParameter("f2", 1e-5, 1e-1, Scale.Log), new FloatParameter("f3", 1e-3, 1e3, Scale.Log),
        new IntParameter("i0", 1, 32), new IntParameter("i1", 4, 4096, Scale.Log), new IntParameter("i2", 0, 100),
        new ChoiceParameter("c0", "a", "b", "c"), new ChoiceParameter("c1", "a", "b", "c", "d", "e"), new BoolParameter("b0"));

    private static SearchSpace Box(int dimensions, double low, double high, Scale scale = Scale.Linear) =>
        new(Enumerable.Range(0, dimensions).Select(i => new FloatParameter("x" + i, low, high, scale)));

    private static double[] Point(Configuration c, int dimensions) => [.. Enumerable.Range(0, dimensions).Select(i => c.GetDouble("x" + i))];

    private static double Branin(Configuration c)
    {
        double x = c.GetDouble("x0"), y = c.GetDouble("x1");
        double a = y - 5.1 / (4 * Math.PI * Math.PI) * x * x + 5 / Math.PI * x - 6;
        return a * a + 10 * (1 - 1 / (8 * Math.PI)) * Math.Cos(x) + 10;
    }

    private static double Hartmann6(double[] x)
    {
        double[] alpha = [1, 1.2, 3, 3.2];
        double[][] a = [[10, 3, 17, 3.5, 1.7, 8], [0.05, 10, 17, 0.1, 8, 14], [3, 3.5, 1.7, 10, 17, 8], [17, 8, 0.05, 10, 0.1, 14]];
        double[][] p =
        [
            [0.1312, 0.1696, 0.5569, 0.0124, 0.8283, 0.5886], [0.2329, 0.4135, 0.8307, 0.3736, 0.1004, 0.9991],
            [0.2348, 0.1451, 0.3522, 0.2883, 0.3047, 0.6650], [0.4047, 0.8828, 0.8732, 0.5743, 0.1091, 0.0381],
        ];
        return -Enumerable.Range(0, 4).Sum(i => alpha[i] * Math.Exp(-Enumerable.Range(0, 6).Sum(j => a[i][j] * (x[j] - p[i][j]) * (x[j] - p[i][j]))));
    }

    private static double Ackley(double[] x) => -20 * Math.Exp(-0.2 * Math.Sqrt(x.Average(v => v * v)))
        - Math.Exp(x.Average(v => Math.Cos(2 * Math.PI * v))) + 20 + Math.E;

    private static double Rosenbrock(double[] x) => Enumerable.Range(0, x.Length - 1)
        .Sum(i => 100 * (x[i + 1] - x[i] * x[i]) * (x[i + 1] - x[i] * x[i]) + (1 - x[i]) * (1 - x[i]));

    private static SearchSpace MixedSpace() => new(
        new FloatParameter("rate", 1e-5, 1, Scale.Log), new FloatParameter("drop", 0, 0.6), new IntParameter("width", 8, 1024, Scale.Log),
        new IntParameter("depth", 1, 8), new ChoiceParameter("kind", "a", "b", "c", "d"), new ChoiceParameter("norm", "none", "batch", "layer"), new BoolParameter("skip"));

    // The best rate depends on the width, and each kind has its own price: what a network's settings do to its loss.
    private static double Mixed(Configuration c)
    {
        double rate = Math.Log10(c.GetDouble("rate")), width = Math.Log2(c.GetDouble("width"));
        double kind = c.GetString("kind") switch { "a" => 0.4, "b" => 0, "c" => 0.15, _ => 0.8 };
        double norm = c.GetString("norm") switch { "batch" => 0, "layer" => 0.1, _ => 0.3 };
        double depth = c.GetInt32("depth");
        return Math.Pow(rate + 1 + 0.2 * width, 2) + Math.Pow(c.GetDouble("drop") - 0.15, 2) * 8 + Math.Pow((width - 8) / 4, 2)
            + Math.Pow((depth - 4) / 4, 2) + kind + norm * (1 + depth / 8) + (c.GetBoolean("skip") == depth > 3 ? 0 : 0.2);
    }

    private static SearchSpace ConditionalSpace() => new(
        new ChoiceParameter("model", "network", "trees", "linear"),
        new FloatParameter("rate", 1e-5, 1, Scale.Log) { Condition = Condition.On("model", "network") },
        new FloatParameter("decay", 1e-6, 1, Scale.Log) { Condition = Condition.On("model", "network") },
        new IntParameter("layers", 1, 5) { Condition = Condition.On("model", "network") },
        new IntParameter("leaves", 4, 512, Scale.Log) { Condition = Condition.On("model", "trees") },
        new FloatParameter("shrink", 0.01, 1, Scale.Log) { Condition = Condition.On("model", "trees") },
        new FloatParameter("sample", 0.3, 1) { Condition = Condition.On("model", "trees") },
        new FloatParameter("l2", 1e-6, 1e3, Scale.Log) { Condition = Condition.On("model", "linear") });

    private static double Conditional(Configuration c) => c.GetString("model") switch
    {
        "network" => Math.Pow(Math.Log10(c.GetDouble("rate")) + 2.5, 2) + 0.2 * Math.Pow(Math.Log10(c.GetDouble("decay")) + 3, 2)
            + 0.1 * Math.Pow(c.GetInt32("layers") - 3, 2) + 0.05,
        "trees" => 0.1 * Math.Pow(Math.Log2(c.GetDouble("leaves")) - 5, 2) + Math.Pow(Math.Log10(c.GetDouble("shrink")) + 1, 2)
            + Math.Pow(c.GetDouble("sample") - 0.8, 2),
        _ => 0.4 + 0.05 * Math.Pow(Math.Log10(c.GetDouble("l2")) - 1, 2),
    };
}
