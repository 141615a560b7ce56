using MLNetTuning.Estimators.Ensembles;
using MLNetTuning.Experiments.Blending;
using MLNetTuning.Experiments.Families;
using MLNetTuning.Trainers;
using MLNetTuning.Trainers.Portable;
using static MLNetTuning.Experiments.Tests.Blending.BlendSamples;

namespace MLNetTuning.Experiments.Tests.Blending;

public sealed class PooledStackTests
{
    private static readonly EnsembleWeight[] _both = [new(0, 0.5f), new(1, 0.5f)];

    /// <summary>The weights and the intercept, read off the layer's answers.</summary>
    private static (double[] Weights, double Intercept) Read(Blend blend)
    {
        var stack = (StackCombiner)blend.Combiner;
        var (layer, outputs) = (stack.Layers[0][0], stack.Outputs);
        var intercept = Answer(-1);
        return ([.. Enumerable.Range(0, stack.Members).Select(member => Answer(member) - intercept)], intercept);

        double Answer(int member)
        {
            var (inputs, scores) = (new FloatMatrix(1, layer.Inputs), new float[outputs]);
            if (member >= 0)
            {
                inputs.Values[member * outputs] = 1;
            }

            layer.Predict(inputs, scores);
            return outputs == 1 ? scores[0] : Math.Log(scores[0] / scores[1]);
        }
    }

    [Theory]
    [InlineData(PredictionTask.Binary)]
    [InlineData(PredictionTask.Multiclass)]
    public void Fit_NoMoveOfAWeightIsBetter(PredictionTask task)
    {
        var rows = task == PredictionTask.Binary ? Binary(500, [1, 0.5], 1, 3) : Multiclass(500, [1, 0.5], 1, 3);
        const double Penalty = 5;
        var (found, bias) = Read(PooledStack.Fit(rows, _both, Penalty));
        var best = Objective(found, bias) - 1e-4;
        foreach (var (one, two, intercept) in new (double, double, double)[] { (0.02, 0, 0), (-0.02, 0, 0), (0, 0.02, 0), (0, -0.02, 0), (0, 0, 0.02), (0, 0, -0.02) })
        {
            Assert.True(Objective([found[0] + one, found[1] + two], bias + (task == PredictionTask.Binary ? intercept : 0)) >= best);
        }

        double Objective(double[] at, double intercept)
        {
            var blend = PooledStack.Make(rows, [.. _both], task == PredictionTask.Binary ? [.. at, intercept] : at);
            var loss = TaskLoss.Mean(task, blend.Predict(task, rows.Predictions), rows.Labels) * rows.Labels.Length;
            return loss + (Penalty / 2 * at.Sum(one => (one - 0.5) * (one - 0.5)));
        }
    }

    [Theory]
    [InlineData(PredictionTask.Binary)]
    [InlineData(PredictionTask.Multiclass)]
    public void Fit_HugePenalty_IsTheAverageOfTheLayersScale(PredictionTask task)
    {
        var rows = task == PredictionTask.Binary ? Binary(300, [1, 0.5], 1, 4) : Multiclass(300, [1, 0.5], 1, 4);
        Assert.All(Read(PooledStack.Fit(rows, _both, 1e9)).Weights, weight => Assert.Equal(0.5, weight, 3));
    }

    [Fact]
    public void Fit_SameModelTwice_SharesTheWeight()
    {
        var one = Binary(1000, [0.5], 0, 5);
        var rows = one with { Predictions = [one.Predictions[0], one.Predictions[0]], LearntLogarithm = [false, false] };
        var (weights, _) = Read(PooledStack.Fit(rows, _both, 1));
        Assert.Equal(weights[0], weights[1], 3);
        Assert.InRange(weights[0], 0.8, 1.2);
    }

    [Fact]
    public void Fit_ModelsThatHardlyCount_AreLeftOut()
    {
        var random = new Random(3);
        var good = Binary(4000, [1], 0, 5);
        var rows = good with
        {
            Predictions = [good.Predictions[0], Column(good.Labels.Select(_ => 0.5 + (1e-9 * random.NextDouble())))],
            LearntLogarithm = [false, false],
        };
        Assert.Equal(0, PooledStack.Fit(rows, [new EnsembleWeight(0, 1)], 1).Members.Single().Index);
    }
}
