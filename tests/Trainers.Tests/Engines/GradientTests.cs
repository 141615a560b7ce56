using MLNetTuning.Trainers.Engines.Managed;
using MLNetTuning.Trainers.Engines.Managed.Kernels;
using MLNetTuning.Trainers.Engines.Managed.Layers;
using MLNetTuning.Trainers.Networks;
using MLNetTuning.Trainers.Training;

namespace MLNetTuning.Trainers.Tests.Engines;

public class GradientTests
{
    public static TheoryData<Activation, bool> Blocks()
    {
        var data = new TheoryData<Activation, bool>();
        foreach (var activation in Enum.GetValues<Activation>())
        {
            data.Add(activation, true);
            data.Add(activation, false);
        }

        return data;
    }

    [Theory]
    [MemberData(nameof(Blocks))]
    public void Differentiate_EveryBlock_AgreesWithCentralDifferences(Activation activation, bool batchNorm)
    {
        var spec = NetworkSpec.Dense(PredictionTask.Binary, 5, 1, [7, 18], activation, 0, batchNorm);
        Check(spec, Samples.Make(PredictionTask.Binary, 33, 5), 0, 1);
    }

    [Theory]
    [InlineData(PredictionTask.Binary, 0, false, 1)]
    [InlineData(PredictionTask.Binary, 0.1f, true, 2)]
    [InlineData(PredictionTask.Multiclass, 0, false, 2)]
    [InlineData(PredictionTask.Multiclass, 0.2f, true, 1)]
    [InlineData(PredictionTask.Regression, 0, false, 3)]
    [InlineData(PredictionTask.Regression, 0, true, 1)]
    public void Differentiate_EveryLoss_AgreesWithCentralDifferences(PredictionTask task, float smoothing, bool weighted, int threads)
    {
        var spec = NetworkSpec.Dense(task, 4, Samples.Outputs(task), [9], Activation.Tanh);
        Check(spec, Samples.Make(task, 41, 4, weighted: weighted), smoothing, threads);
    }

    [Fact]
    public void Differentiate_NoBlocks_AgreesWithCentralDifferences() =>
        Check(NetworkSpec.Dense(PredictionTask.Multiclass, 4, 3, []), Samples.Make(PredictionTask.Multiclass, 20, 4), 0, 1);

    private static void Check(NetworkSpec spec, TrainingData data, float smoothing, int threads)
    {
        var weights = new NetworkWeights(spec) { TargetMean = 101, TargetScale = 8 };
        WeightStart.Fill(weights, new float[spec.Outputs], 3);
        Perturb(weights);
        using var team = new WorkerTeam(threads);
        var network = new ManagedNetwork(KernelSet.Best, team, spec, Loss.For(weights, smoothing), data.Rows);
        network.Store.Import(weights);
        network.Refresh();
        var losses = new double[threads];
        var order = Enumerable.Range(0, data.Rows).ToArray();
        team.Run(worker =>
        {
            var step = new StepContext { Worker = worker, BatchRows = data.Rows, Rows = RowRange.Share(data.Rows, worker, threads, 4) };
            network.Gather(data, order, step.Rows);
            losses[worker] = network.Differentiate(step);
        });

        var reference = new ReferenceNetwork(weights, smoothing);
        var values = weights.Values.Select(v => (double)v).ToArray();
        var unit = spec.Task == PredictionTask.Regression ? weights.TargetScale * weights.TargetScale : 1;
        Assert.Equal(reference.Loss(values, data), losses.Sum() / unit, 1e-5);
        foreach (var parameter in network.Store.Parameters)
        {
            if (parameter.Tensor.IsTrained)
            {
                CheckParameter(network.Store, parameter, index => Slope(reference, values, index, data));
            }
        }
    }

    private static unsafe void CheckParameter(ParameterStore store, Parameter parameter, Func<int, double> slope)
    {
        for (var i = 0; i < parameter.Tensor.Length; i++)
        {
            var (row, column) = Math.DivRem(i, parameter.Tensor.Columns);
            var gradient = 0.0;
            for (var worker = 0; worker < store.Workers; worker++)
            {
                gradient += store.Gradient(parameter, worker)[(row * parameter.Stride) + column];
            }

            var expected = slope(parameter.Tensor.Offset + i);
            Assert.True(Math.Abs(expected - gradient) < 2e-4 * (0.1 + Math.Abs(expected)), $"{parameter.Tensor} [{row}, {column}]: {gradient}, expected {expected}");
        }
    }

    private static double Slope(ReferenceNetwork reference, double[] values, int index, TrainingData data)
    {
        const double Step = 1e-6;
        var kept = values[index];
        values[index] = kept + Step;
        var above = reference.Loss(values, data);
        values[index] = kept - Step;
        var below = reference.Loss(values, data);
        values[index] = kept;
        return (above - below) / (2 * Step);
    }

    /// <summary>Moves gamma, beta and biases off their starts, where errors could hide.</summary>
    private static void Perturb(NetworkWeights weights)
    {
        var random = new Random(5);
        foreach (var tensor in weights.Layout)
        {
            if (tensor.Kind is TensorKind.Gamma or TensorKind.Beta or TensorKind.Bias)
            {
                foreach (ref var value in weights[tensor])
                {
                    value += (float)((random.NextDouble() - 0.5) * 0.6);
                }
            }
        }
    }
}
