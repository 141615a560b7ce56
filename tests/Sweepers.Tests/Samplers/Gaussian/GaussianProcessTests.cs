using MathNet.Numerics.LinearAlgebra;
using MLNetTuning.Sweepers.Samplers.Gaussian;
using MLNetTuning.Sweepers.Samplers.Models;
using MLNetTuning.Sweepers.Spaces;

namespace MLNetTuning.Sweepers.Tests.Samplers.Gaussian;

public class GaussianProcessTests
{
    private static readonly DistanceRule Distance = new([new(new FloatParameter("a", 0, 1)), new(new FloatParameter("b", 0, 1)), new(new ChoiceParameter("c", "x", "y", "z"))]);
    private static readonly KernelSettings Settings = new([3, 0.7, 2], 1.3, 0.05);

    [Theory]
    [InlineData(1)]
    [InlineData(7)]
    [InlineData(40)]
    public void Predict_RandomData_EqualsTheTextbookFormula(int count)
    {
        var (points, targets) = Data(count);
        var at = Data(5).Points;
        var k = Matrix<double>.Build.Dense(count, count, (i, j) => Kernel(points[i], points[j]) + (i == j ? Settings.Noise : 0));
        var found = GaussianProcess.Of(points, targets, Distance, Settings).Predict(at);
        for (int c = 0; c < at.Count; c++)
        {
            var cross = Vector<double>.Build.Dense(count, i => Kernel(points[i], at[c]));
            Assert.Equal(cross * k.Inverse() * Vector<double>.Build.Dense(targets), found[c].Mean, 1e-8);
            Assert.Equal(Math.Sqrt(Settings.Scale - cross * k.Inverse() * cross), found[c].Deviation, 1e-8);
        }
    }

    [Fact]
    public void Likelihood_Gradient_EqualsDifferences()
    {
        var (points, targets) = Data(25);
        var likelihood = new MarginalLikelihood(points, targets, Distance);
        double[] logs = [0.3, -1, 0.5, 0.2, -2];
        var gradient = likelihood.Evaluate(logs)!.Value.Gradient;
        for (int i = 0; i < logs.Length; i++)
        {
            double up = Value(i, 1e-5), down = Value(i, -1e-5);
            Assert.Equal((up - down) / 2e-5, gradient[i], 1e-4);
        }

        double Value(int index, double by) => likelihood.Evaluate([.. logs.Select((v, i) => i == index ? v + by : v)])!.Value.Value;
    }

    [Fact]
    public void Fit_LowersTheObjective()
    {
        var (points, targets) = Data(40);
        var likelihood = new MarginalLikelihood(points, targets, Distance);
        var start = KernelSettings.Start(3);
        var found = SettingsFit.Run(likelihood, start, 40);
        Assert.True(likelihood.Evaluate(found.ToLogs())!.Value.Value < likelihood.Evaluate(start.ToLogs())!.Value.Value - 1);
    }

    [Theory]
    [InlineData(0.5, 1.2, 0.3)]
    [InlineData(2, 0.25, 0)]
    public void LogImprovement_WhereDigitsSuffice_IsTheLogarithm(double mean, double deviation, double best)
    {
        var normal = new MathNet.Numerics.Distributions.Normal();
        double z = (best - mean) / deviation;
        Assert.Equal(Math.Log(deviation * (normal.Density(z) + z * normal.CumulativeDistribution(z))), LogExpectedImprovement.Of(mean, deviation, best), 1e-9);
    }

    [Fact]
    public void LogImprovement_FarAway_StillGrowsTowardsTheBest()
    {
        var values = Enumerable.Range(1, 60).Select(i => LogExpectedImprovement.Of(i, 0.5, 0)).ToList();
        Assert.All(values, v => Assert.True(double.IsFinite(v)));
        Assert.All(values.Zip(values.Skip(1)), pair => Assert.True(pair.First > pair.Second));
    }

    private static double Kernel(double[] a, double[] b)
    {
        double r = Math.Sqrt(3 * (a[0] - b[0]) * (a[0] - b[0]) + 0.7 * (a[1] - b[1]) * (a[1] - b[1]) + (a[2] == b[2] ? 0 : 2));
        return 1.3 * (1 + Math.Sqrt(5) * r + 5 * r * r / 3) * Math.Exp(-Math.Sqrt(5) * r);
    }

    private static (List<double[]> Points, double[] Targets) Data(int count)
    {
        var random = new Random(count);
        var points = Enumerable.Range(0, count).Select(_ => new[] { random.NextDouble(), random.NextDouble(), (random.Next(3) + 0.5) / 3 }).ToList();
        return (points, [.. points.Select(p => Math.Sin(6 * p[0]) + p[1] + p[2])]);
    }
}
