using MLNetTuning.Trainers.Engines.Managed;
using MLNetTuning.Trainers.Engines.Managed.Kernels;
using MLNetTuning.Trainers.Engines.Managed.Layers;
using MLNetTuning.Trainers.Networks;
using MLNetTuning.Trainers.Tests.Engines.Kernels;
using MLNetTuning.Trainers.Training;

namespace MLNetTuning.Trainers.Tests.Engines;

public class GradientTests
{
    public static TheoryData<Activation, Normalization, bool> Blocks()
    {
        var data = new TheoryData<Activation, Normalization, bool>();
        foreach (var activation in Enum.GetValues<Activation>())
        {
            foreach (var normalization in Enum.GetValues<Normalization>())
            {
                data.Add(activation, normalization, false);
                data.Add(activation, normalization, true);
            }
        }

        return data;
    }

    public static TheoryData<EnsembleKind, Normalization, int, bool> Ensembles()
    {
        var data = new TheoryData<EnsembleKind, Normalization, int, bool>();
        foreach (var kind in Enum.GetValues<EnsembleKind>())
        {
            foreach (var normalization in Enum.GetValues<Normalization>())
            {
                data.Add(kind, normalization, 1, false);
                data.Add(kind, normalization, 2, true);
            }
        }

        return data;
    }

    [Theory]
    [MemberData(nameof(Blocks))]
    public void Differentiate_EveryBlock_AgreesWithCentralDifferences(Activation activation, Normalization normalization, bool isParametric)
    {
        var block = new BlockSpec { Width = 7, Activation = activation, Normalization = normalization, IsParametric = isParametric, NormEpsilon = 1e-3f };
        Check(Spec(PredictionTask.Binary, 5, [block, block with { Width = 18 }]), Samples.Make(PredictionTask.Binary, 33, 5));
    }

    [Theory]
    [InlineData(Normalization.Batch, Activation.Tanh, 1)]
    [InlineData(Normalization.Batch, Activation.Sigmoid, 2)]
    [InlineData(Normalization.Layer, Activation.Softplus, 1)]
    [InlineData(Normalization.Layer, Activation.Mish, 2)]
    public void Differentiate_NormAfterTheActivation_AgreesWithCentralDifferences(Normalization normalization, Activation activation, int threads)
    {
        var block = new BlockSpec { Width = 9, Activation = activation, Normalization = normalization, NormalizesAfter = true, IsParametric = true, NormEpsilon = 1e-2f };
        Check(Spec(PredictionTask.Multiclass, 4, [block, block with { Width = 17 }]), Samples.Make(PredictionTask.Multiclass, 30, 4), threads);
    }

    [Theory]
    [InlineData(Normalization.None, false, 1)]
    [InlineData(Normalization.Batch, false, 2)]
    [InlineData(Normalization.Layer, true, 1)]
    [InlineData(Normalization.Batch, true, 1)]
    public void Differentiate_Residual_AgreesWithCentralDifferences(Normalization normalization, bool after, int threads)
    {
        var block = new BlockSpec { Width = 6, Activation = Activation.ReLU, Normalization = normalization, NormalizesAfter = after, IsResidual = true };
        var spec = Spec(PredictionTask.Regression, 6, [block, block]) with { FrontScale = true };
        Check(spec, Samples.Make(PredictionTask.Regression, 25, 6), threads);
    }

    [Theory]
    [InlineData(NumericEmbeddingKind.Periodic, false, false, 1)]
    [InlineData(NumericEmbeddingKind.Periodic, true, true, 2)]
    [InlineData(NumericEmbeddingKind.PeriodicPhase, false, true, 2)]
    [InlineData(NumericEmbeddingKind.PeriodicPhase, true, false, 1)]
    [InlineData(NumericEmbeddingKind.PiecewiseLinear, false, false, 1)]
    [InlineData(NumericEmbeddingKind.PiecewiseLinear, true, true, 2)]
    public void Differentiate_NumericEmbedding_AgreesWithCentralDifferences(NumericEmbeddingKind kind, bool rectifies, bool keepsInput, int threads)
    {
        var embedding = new NumericEmbeddingSpec { Kind = kind, Width = 3, Frequencies = 4, Sigma = 0.5f, Bins = 6, Rectifies = rectifies, KeepsInput = keepsInput };
        var spec = Spec(PredictionTask.Binary, 5, [new BlockSpec { Width = 8, Activation = Activation.Mish }]) with
        {
            NumericEmbedding = embedding,
            NumericInputs = 3,
            FrontScale = keepsInput,
        };
        Check(spec, Samples.Make(PredictionTask.Binary, 37, 5), threads);
    }

    [Theory]
    [InlineData(1, false)]
    [InlineData(2, true)]
    public void Differentiate_CategoriesAndWidePart_AgreesWithCentralDifferences(int threads, bool scales)
    {
        var spec = Spec(PredictionTask.Multiclass, 6, [new BlockSpec { Width = 8, Activation = Activation.Tanh }]) with
        {
            Categories = [4, 3],
            CategoryWidth = 2,
            FrontScale = scales,
            Wide = true,
            Crosses = [(0, 1), (2, 2)],
        };
        Check(spec, WithCategories(Samples.Make(PredictionTask.Multiclass, 33, 6, weighted: true), spec), threads);
    }

    [Theory]
    [MemberData(nameof(Ensembles))]
    public void Differentiate_Members_AgreesWithCentralDifferences(EnsembleKind kind, Normalization normalization, int threads, bool trainsFront)
    {
        var block = new BlockSpec { Width = 6, Activation = Activation.SiLU, Normalization = normalization, IsParametric = trainsFront };
        var spec = Spec(PredictionTask.Multiclass, 6, [block with { IsResidual = trainsFront }, block with { IsResidual = true }]) with
        {
            Members = 3,
            Ensemble = kind,
            FrontScale = trainsFront,
            Wide = !trainsFront,
        };
        Check(spec, Samples.Make(PredictionTask.Multiclass, 21, 6, weighted: true), threads);
    }

    /// <summary>Blocks that differ in everything.</summary>
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public void Differentiate_SettingsPerBlock_AgreesWithCentralDifferences(int threads)
    {
        BlockSpec[] blocks =
        [
            new() { Width = 9, Activation = Activation.Gelu, Normalization = Normalization.Batch, NormEpsilon = 1e-2f },
            new() { Width = 4, Activation = Activation.Selu, Normalization = Normalization.None, IsParametric = true },
            new() { Width = 4, Activation = Activation.Tanh, Normalization = Normalization.Layer, NormEpsilon = 1e-3f, IsResidual = true },
            new() { Width = 6, Activation = Activation.Elu, Normalization = Normalization.None },
        ];
        Check(Spec(PredictionTask.Multiclass, 5, blocks), Samples.Make(PredictionTask.Multiclass, 27, 5), threads);
    }

    [Theory]
    [InlineData(Normalization.None, false, 1)]
    [InlineData(Normalization.Batch, false, 2)]
    [InlineData(Normalization.Layer, true, 1)]
    public void Differentiate_ActivityPenalty_AgreesWithCentralDifferences(Normalization normalization, bool isEnsemble, int threads)
    {
        var block = new BlockSpec { Width = 6, Activation = Activation.Tanh, Normalization = normalization, NormEpsilon = 1e-3f };
        var spec = Spec(PredictionTask.Binary, 4, [block, block with { IsResidual = true }]) with { Members = isEnsemble ? 2 : 1, Ensemble = EnsembleKind.TabM };
        Check(spec, Samples.Make(PredictionTask.Binary, 21, 4), threads, new TrainingOptions { ActivityPenalty = 0.07f });
    }

    /// <summary>Members that read other rows in one step, some rows several times and some not at all.</summary>
    [Theory]
    [MemberData(nameof(Ensembles))]
    public void Differentiate_SeparateBatches_AgreesWithCentralDifferences(EnsembleKind kind, Normalization normalization, int threads, bool trainsFront)
    {
        var block = new BlockSpec { Width = 6, Activation = Activation.Tanh, Normalization = normalization, NormEpsilon = 1e-3f };
        var spec = Spec(PredictionTask.Multiclass, 4, [block, block with { IsResidual = true }]) with
        {
            Members = 3,
            Ensemble = kind,
            Wide = trainsFront,
            FrontScale = trainsFront,
            NumericEmbedding = trainsFront ? NumericEmbeddingSpec.Pbld : null,
        };
        var data = Samples.Make(PredictionTask.Multiclass, 19, 4);
        var random = new Random(2);
        int[] orders = [.. Enumerable.Range(0, 3 * data.Rows).Select(_ => random.Next(data.Rows))];
        Check(spec, data, threads, new TrainingOptions { SeparateBatches = true }, null, orders);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(4)]
    [InlineData(8)]
    [InlineData(16)]
    public void Differentiate_EveryVectorWidth_AgreesWithCentralDifferences(int width)
    {
        var block = new BlockSpec { Width = 7, Activation = Activation.Mish, IsParametric = true };
        BlockSpec[] blocks = [block with { Normalization = Normalization.Layer }, block with { IsResidual = true }, block with { Width = 19, Normalization = Normalization.None }];
        var spec = Spec(PredictionTask.Multiclass, 5, blocks) with
        {
            NumericEmbedding = NumericEmbeddingSpec.Pbld with { Frequencies = 5, Sigma = 0.5f },
            NumericInputs = 3,
            FrontScale = true,
            Members = 3,
            Ensemble = EnsembleKind.TabM,
        };
        Check(spec, Samples.Make(PredictionTask.Multiclass, 22, 5), 2, null, KernelSets.Of(width));
    }

    [Theory]
    [InlineData(PredictionTask.Binary, 0, false, 1)]
    [InlineData(PredictionTask.Binary, 0.1f, true, 2)]
    [InlineData(PredictionTask.Multiclass, 0, false, 2)]
    [InlineData(PredictionTask.Multiclass, 0.2f, true, 1)]
    [InlineData(PredictionTask.Regression, 0, false, 3)]
    [InlineData(PredictionTask.Regression, 0, true, 1)]
    public void Differentiate_EveryTask_AgreesWithCentralDifferences(PredictionTask task, float smoothing, bool weighted, int threads)
    {
        var spec = NetworkSpec.Dense(task, 4, Samples.Outputs(task), [9], Activation.Tanh);
        Check(spec, Samples.Make(task, 41, 4, weighted: weighted), threads, new TrainingOptions { LabelSmoothing = smoothing });
    }

    [Theory]
    [InlineData(PredictionTask.Binary, LossKind.Focal)]
    [InlineData(PredictionTask.Multiclass, LossKind.Focal)]
    [InlineData(PredictionTask.Regression, LossKind.Absolute)]
    [InlineData(PredictionTask.Regression, LossKind.Huber)]
    [InlineData(PredictionTask.Regression, LossKind.Quantile)]
    [InlineData(PredictionTask.Regression, LossKind.Poisson)]
    public void Differentiate_EveryLoss_AgreesWithCentralDifferences(PredictionTask task, LossKind kind)
    {
        var spec = NetworkSpec.Dense(task, 4, Samples.Outputs(task), [9], Activation.Tanh) with { IsExponential = kind == LossKind.Poisson };
        var options = new TrainingOptions { Loss = new LossOptions { Kind = kind, HuberDelta = 0.7, QuantileLevel = 0.8, FocalGamma = 1.5f } };
        Check(spec, Samples.Make(task, 41, 4, weighted: true), 1, options);
    }

    [Fact]
    public void Differentiate_NoBlocks_AgreesWithCentralDifferences() =>
        Check(NetworkSpec.Dense(PredictionTask.Multiclass, 4, 3, []), Samples.Make(PredictionTask.Multiclass, 20, 4));

    /// <summary>Puts level numbers into the last columns.</summary>
    internal static TrainingData WithCategories(TrainingData data, NetworkSpec spec)
    {
        for (var row = 0; row < data.Rows; row++)
        {
            for (var i = 0; i < spec.Categories.Count; i++)
            {
                ref var value = ref data.Features.Row(row)[spec.PlainColumns + i];
                value = Math.Abs((int)(value * 10)) % spec.Categories[i];
            }
        }

        return data;
    }

    private static NetworkSpec Spec(PredictionTask task, int inputs, BlockSpec[] blocks) =>
        new() { Task = task, Inputs = inputs, Outputs = Samples.Outputs(task), Blocks = blocks };

    private static void Check(NetworkSpec spec, TrainingData data, int threads = 1, TrainingOptions? options = null, KernelSet? kernels = null, int[]? orders = null)
    {
        spec.Validate();
        options ??= new TrainingOptions();
        var weights = new NetworkWeights(spec) { TargetMean = spec.IsExponential ? 4.5 : 101, TargetScale = spec.IsExponential ? 1 : 8 };
        new WeightStarter(weights, options with { Seed = 3 }).Fill([]);
        DataStarter.Fill(weights, options, data);
        Perturb(weights);
        using var team = new WorkerTeam(threads);
        var network = new ManagedNetwork(kernels ?? KernelSet.Best, team, spec, Loss.For(weights, options), data.Rows, options);
        network.Store.Import(weights);
        network.Refresh();
        var losses = new double[threads];
        var order = orders ?? [.. Enumerable.Range(0, data.Rows)];
        team.Run(worker =>
        {
            var step = new StepContext { Worker = worker, BatchRows = data.Rows, Rows = RowRange.Share(data.Rows, worker, threads, 4), ActivityPenalty = options.ActivityPenalty };
            network.Gather(data, order, 0, step);
            losses[worker] = network.Differentiate(step);
        });

        var reference = new ReferenceNetwork(weights, options, orders);
        var values = weights.Values.Select(v => (double)v).ToArray();
        var unit = Unit(spec, options, weights.TargetScale);
        var expected = reference.Loss(values, data);
        Assert.Equal(expected, losses.Sum() / unit, 2e-5 * Math.Max(1, Math.Abs(expected)));
        foreach (var parameter in network.Store.Parameters)
        {
            if (parameter.Tensor.IsTrained)
            {
                CheckParameter(network.Store, parameter, index => Slope(reference, values, index, data));
            }
        }
    }

    /// <summary>What puts the loss of standardised labels into label units.</summary>
    private static double Unit(NetworkSpec spec, TrainingOptions options, double scale) =>
        spec.Task != PredictionTask.Regression || spec.IsExponential ? 1
        : options.Loss.Kind is LossKind.Absolute or LossKind.Quantile ? scale
        : scale * scale;

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
            Assert.True(Math.Abs(expected - gradient) < 3e-4 * (0.1 + Math.Abs(expected)), $"{parameter.Tensor} [{row}, {column}]: {gradient}, expected {expected}");
        }
    }

    private static double Slope(ReferenceNetwork reference, double[] values, int index, TrainingData data)
    {
        const double Step = 1e-6;
        var kept = values[index];
        values[index] = kept + Step;
        var above = reference.PenalisedLoss(values, data);
        values[index] = kept - Step;
        var below = reference.PenalisedLoss(values, data);
        values[index] = kept;
        return (above - below) / (2 * Step);
    }

    /// <summary>Moves everything off its start, where errors could hide.</summary>
    private static void Perturb(NetworkWeights weights)
    {
        var random = new Random(5);
        foreach (var tensor in weights.Layout)
        {
            if (tensor.IsTrained)
            {
                foreach (ref var value in weights[tensor])
                {
                    value += (float)((random.NextDouble() - 0.5) * 0.6);
                }
            }
        }
    }
}
