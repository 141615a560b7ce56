using MLNetTuning.Trainers.Engines;
using MLNetTuning.Trainers.Networks;
using MLNetTuning.Trainers.Training;

namespace MLNetTuning.Trainers.Tests.Engines;

/// <summary>The rules of training, each seen alone: what is left of a step when all else is put out of the way.</summary>
public class TrainingRulesTests
{
    private const int Rows = 100;
    private const int Columns = 6;

    /// <summary>A rate at which weights stay where they are.</summary>
    private const float Still = 1e-20f;
    private static readonly TrainingData Train = Samples.Make(PredictionTask.Binary, Rows, Columns);
    private static readonly TrainingData Validation = Samples.Make(PredictionTask.Binary, 60, Columns, seed: 2);

    private static readonly TrainingOptions Plain = new()
    {
        Optimizer = OptimizerKind.Sgd,
        Momentum = 0,
        WeightDecay = 0,
        LearningRate = 0.1f,
        Schedule = LearningRateSchedule.Constant,
        BatchSize = Rows,
        Epochs = 1,
        RestoreBest = false,
    };

    public static TheoryData<LearningRateSchedule> EverySchedule() => new(Enum.GetValues<LearningRateSchedule>());

    public static TheoryData<string> Groups() => new(Enum.GetNames<ParameterGroup>());

    [Theory]
    [MemberData(nameof(EverySchedule))]
    public void LearningRate_OfEverySchedule_IsThatOfTheStep(LearningRateSchedule schedule)
    {
        var shape = new ScheduleShape { Every = 1.5, Factor = 0.3, Growth = 1.5, WarmUp = 2.5 };
        var options = Plain with { Epochs = 4, BatchSize = 25, Schedule = schedule, ScheduleShape = shape };
        using var session = new ManagedEngine().Start(Spec(), options, Train, Validation);
        for (var epoch = 0; epoch < 4; epoch++)
        {
            // The last of four steps; no plateau is reached in as many epochs.
            var done = epoch + 0.75;
            var expected = 0.1 * Schedules.RateMultiplier(options, done / 4, done);
            Assert.Equal(expected, session.RunEpoch().LearningRate, 1e-7);
        }
    }

    /// <summary>A schedule that halves after every epoch is a setting halved after every epoch.</summary>
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void DecayAndDropoutSchedules_InASession_MoveTheirSetting(bool ofDropout)
    {
        var spec = Spec(dropout: 0.5f);
        var options = Plain with { Epochs = 4, BatchSize = 25, WeightDecay = 0.5f, DecouplesDecay = true, ScheduleShape = new ScheduleShape { Every = 1, Factor = 0.5 } };
        var scheduled = ofDropout ? options with { DropoutSchedule = LearningRateSchedule.Step } : options with { DecaySchedule = LearningRateSchedule.Step };
        using var plain = new ManagedEngine().Start(spec, options, Train, null);
        using var actual = new ManagedEngine().Start(spec, scheduled, Train, null);
        using var expected = new ManagedEngine().Start(spec, options, Train, null);
        for (var epoch = 0; epoch < 4; epoch++)
        {
            (expected.Dropout, expected.WeightDecay) = ofDropout ? (MathF.ScaleB(0.5f, -epoch), 0.5f) : (0.5f, MathF.ScaleB(0.5f, -epoch));
            actual.RunEpoch();
            expected.RunEpoch();
            plain.RunEpoch();
        }

        Assert.Equal(Values(expected), Values(actual));
        Assert.NotEqual(Values(plain), Values(actual));
    }

    /// <summary>A checkpoint taken over by batches of another size goes on where its epochs stand.</summary>
    [Fact]
    public void Restore_OtherBatchSize_GoesOnAtTheEpochsRate()
    {
        var options = Plain with { Epochs = 4, Schedule = LearningRateSchedule.Cosine };
        using var large = new ManagedEngine().Start(Spec(), options, Train, null);
        large.RunTo(2);
        using var small = new ManagedEngine().Start(Spec(), options with { BatchSize = 25 }, Train, null);
        small.Restore(large.Checkpoint());
        Assert.Equal(0.1 * Schedules.Multiplier(LearningRateSchedule.Cosine, 2.75 / 4), small.RunEpoch().LearningRate, 1e-7);
    }

    /// <summary>With the gradient clipped away only decay is left.</summary>
    [Theory]
    [MemberData(nameof(Groups))]
    public void DecayFactors_OfAGroup_DecayItAlone(string name)
    {
        var group = Enum.Parse<ParameterGroup>(name);
        var options = Plain with { ClipNorm = 1e-20f, WeightDecay = 0.5f, DecouplesDecay = true, DecayFactors = Only(group, 0.8f, 0) };
        var (before, after) = Step(options);
        Check(before.Weights, tensor => tensor.GroupIn(Everything()) == group ? 1 - (0.1 * 0.5 * 0.8) : 1, before.Weights, after.Weights);
    }

    [Fact]
    public void DecayFactors_ByDefault_DecayMatricesAlone()
    {
        var (before, after) = Step(Plain with { ClipNorm = 1e-20f, WeightDecay = 0.5f, DecouplesDecay = true });
        Check(before.Weights, tensor => tensor.GroupIn(Everything()) is ParameterGroup.Weights or ParameterGroup.FirstWeights or ParameterGroup.HeadWeights or ParameterGroup.Wide ? 0.95 : 1, before.Weights, after.Weights);
    }

    [Theory]
    [MemberData(nameof(Groups))]
    public void LearningRateFactors_OfAGroup_LengthenItsStepAlone(string name)
    {
        var group = Enum.Parse<ParameterGroup>(name);
        var (before, plain) = Step(Plain);
        var (_, after) = Step(Plain with { LearningRateFactors = Only(group, 3, 1) });
        var steps = Difference(plain.Weights, before.Weights);
        Assert.Contains(before.Weights.Layout, tensor => tensor.GroupIn(Everything()) == group && steps[tensor].ToArray().Any(step => Math.Abs(step) > 1e-4));
        Check(before.Weights, tensor => tensor.GroupIn(Everything()) == group ? 3 : 1, steps, Difference(after.Weights, before.Weights));
    }

    /// <summary>A plain step in the W of V = c W moves V by c² times its gradient, c² = 1 / inputs.</summary>
    [Theory]
    [InlineData(1, EnsembleKind.TabM)]
    [InlineData(3, EnsembleKind.TabM)]
    [InlineData(3, EnsembleKind.Independent)]
    public void Parametrization_Ntk_DividesAPlainStepOfMatricesByTheirInputs(int members, EnsembleKind kind)
    {
        var spec = Spec() with { Members = members, Ensemble = kind };
        var options = Plain with { WeightStart = WeightStartKind.Uniform };
        using var plain = new ManagedEngine().Start(spec, options, Train, null);
        using var ntk = new ManagedEngine().Start(spec, options with { Parametrization = Parametrization.Ntk }, Train, null);
        var (before, start) = (plain.CreateModel().Weights, ntk.CreateModel().Weights);
        Assert.Equal(before.Values, start.Values);
        plain.RunEpoch();
        ntk.RunEpoch();
        int[] inputs = [Columns, 10, 7];
        var (steps, actual) = (Difference(plain.CreateModel().Weights, before), Difference(ntk.CreateModel().Weights, before));
        Check(before, tensor => tensor.Kind == TensorKind.Weights ? 1.0 / inputs[tensor.Layer] : 1, steps, actual);
    }

    /// <summary>The length told is that of the whole gradient, and one within the limit is left alone.</summary>
    [Fact]
    public void ClipNorm_LongerThanTheGradient_ChangesNothing()
    {
        var options = Plain with { Epochs = 3, BatchSize = 25 };
        using var plain = new ManagedEngine().Start(Spec(), options, Train, null);
        using var clipped = new ManagedEngine().Start(Spec(), options with { ClipNorm = 100 }, Train, null);
        using var threaded = new ManagedEngine().Start(Spec(), options with { Threads = 3 }, Train, null);
        for (var epoch = 0; epoch < 3; epoch++)
        {
            var norm = plain.RunEpoch().GradientNorm;
            Assert.InRange(norm, 1e-3, 90);
            Assert.Equal(norm, clipped.RunEpoch().GradientNorm);
            Assert.Equal(norm, threaded.RunEpoch().GradientNorm, 1e-4);
        }

        Assert.Equal(Values(plain), Values(clipped));
    }

    /// <summary>With the gradient clipped away only noise is left, at its full variance.</summary>
    [Theory]
    [InlineData(Parametrization.Standard)]
    [InlineData(Parametrization.Ntk)]
    public void GradientNoise_BesideClipping_HasItsVarianceAndFalls(Parametrization parametrization)
    {
        // A step of SGD in W moves V = c W by c² times the gradient of V, whose noise is 1 / c of that of W.
        var spec = NetworkSpec.Dense(PredictionTask.Binary, Columns, 1, [200], batchNorm: false);
        var factor = parametrization == Parametrization.Ntk ? 1 / Math.Sqrt(Columns) : 1;
        var options = Plain with { LearningRate = 1e-3f, ClipNorm = 1e-9f, GradientNoise = 4, Epochs = 20, Parametrization = parametrization };
        using var session = new ManagedEngine().Start(spec, options, Train, null);
        var weights = new List<float[]> { FirstMatrix(session) };
        while (!session.IsFinished)
        {
            session.RunEpoch();
            weights.Add(FirstMatrix(session));
        }

        var noise = weights.Zip(weights.Skip(1), (a, b) => b.Zip(a, (x, y) => (x - y) / 1e-3 / factor).ToArray()).ToArray();
        for (var step = 0; step < noise.Length; step++)
        {
            var expected = 4 / Math.Pow(1 + step, 0.55);
            Assert.InRange(noise[step].Average(z => z * z) / expected, 0.85, 1.15);
            Assert.InRange(noise[step].Average(), -0.2, 0.2);
        }

        Assert.InRange(noise[0].Zip(noise[1], (a, b) => a * b).Average(), -0.4, 0.4);
    }

    [Theory]
    [InlineData(EnsembleKind.Independent)]
    [InlineData(EnsembleKind.TabM)]
    public void MaxNorm_OfMembers_HoldsForEachAndLeavesShortUnitsAlone(EnsembleKind kind)
    {
        var spec = Spec() with { Members = 3, Ensemble = kind };
        var matrices = kind == EnsembleKind.Independent ? 3 : 1;
        using var plain = new ManagedEngine().Start(spec, Plain with { LearningRate = Still }, Train, null);
        using var session = new ManagedEngine().Start(spec, Plain with { LearningRate = Still, MaxNorm = 1.4f }, Train, null);
        plain.RunEpoch();
        session.RunEpoch();
        var (before, after) = (FirstMatrix(plain), FirstMatrix(session));
        var shortened = 0;
        for (var unit = 0; unit < 10 * matrices; unit++)
        {
            var (matrix, column) = (unit / 10, unit % 10);
            var length = Length(before, matrix, column);
            Assert.Equal(Math.Min(length, 1.4), Length(after, matrix, column), 1e-5);
            shortened += length > 1.4 ? 1 : 0;
        }

        Assert.InRange(shortened, 1, (10 * matrices) - 1);

        static double Length(float[] weights, int matrix, int column) => Math.Sqrt(Enumerable.Range(0, Columns).Sum(row => Math.Pow(weights[(((matrix * Columns) + row) * 10) + column], 2)));
    }

    [Theory]
    [InlineData(0, 1)]
    [InlineData(0.3f, 1)]
    [InlineData(0.3f, 2)]
    public void Averaging_Exponential_IsTheMeanOverTheSteps(float maxNorm, int threads)
    {
        var options = Plain with { Epochs = 12, MaxNorm = maxNorm, Threads = threads, LearningRate = 0.5f };
        using var plain = new ManagedEngine().Start(Spec(), options, Train, null);
        using var averaged = new ManagedEngine().Start(Spec(), options with { Averaging = WeightAveraging.Exponential, AverageDecay = 0.8f }, Train, null);
        var expected = new double[Columns * 10];
        for (var step = 0; step < 12; step++)
        {
            plain.RunEpoch();
            averaged.RunEpoch();
            var weights = FirstMatrix(plain);
            var share = Math.Max(0.2, 1.0 / (step + 1));
            expected = [.. expected.Zip(weights, (mean, value) => mean + (share * (value - mean)))];
            Assert.All(expected.Zip(FirstMatrix(averaged)), pair => Assert.Equal(pair.First, pair.Second, 1e-5));
        }
    }

    /// <summary>With weights that stay, the statistics measured again are the means over all batches, without dropout.</summary>
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public void Averaging_StatisticsMeasuredAgain_AreTheMeansOverTheBatchesWithoutDropout(int threads)
    {
        var options = Plain with { LearningRate = Still, BatchSize = 25, Averaging = WeightAveraging.Exponential, Threads = threads };
        var dropping = Model(options, dropout: 0.6f);
        var means = dropping.Weights.Get(0, TensorKind.RunningMean).ToArray();
        var outputs = Outputs(dropping);
        Assert.All(means.Select((mean, unit) => (mean, unit)), pair => Assert.Equal(outputs.Average(row => row[pair.unit]), pair.mean, 1e-5));
        var plain = Model(options).Weights.Get(1, TensorKind.RunningMean).ToArray();
        Assert.All(plain.Zip(dropping.Weights.Get(1, TensorKind.RunningMean).ToArray()), pair => Assert.Equal(pair.First, pair.Second, 1e-5));
    }

    /// <summary>Train mode: a batch's own unbiased variance joins the running one with weight max(momentum, 1 / step).</summary>
    [Fact]
    public void RunningStatistics_OverSteps_FollowTheirRule()
    {
        var spec = Spec();
        spec = spec with { Blocks = [spec.Blocks[0] with { NormMomentum = 0.3f }, spec.Blocks[1]] };
        using var session = new ManagedEngine().Start(spec, Plain with { LearningRate = Still, BatchSize = 25, Epochs = 2, Seed = 4 }, Train, null);
        session.RunTo(2);
        var weights = session.CreateModel().Weights;
        var outputs = Outputs(session.CreateModel());
        double[] mean = new double[10], variance = new double[10];
        var order = new int[Rows];
        for (var step = 0; step < 8; step++)
        {
            RowOrder.Fill(order, 4, step / 4);
            var share = Math.Max(0.3, 1.0 / (step + 1));
            for (var unit = 0; unit < 10; unit++)
            {
                var batch = order.Skip(step % 4 * 25).Take(25).Select(row => outputs[row][unit]).ToArray();
                var average = batch.Average();
                mean[unit] += share * (average - mean[unit]);
                variance[unit] += share * ((batch.Sum(z => Math.Pow(z - average, 2)) / 24) - variance[unit]);
            }
        }

        Assert.All(mean.Zip(weights.Get(0, TensorKind.RunningMean).ToArray()), pair => Assert.Equal(pair.First, pair.Second, 1e-5));
        Assert.All(variance.Zip(weights.Get(0, TensorKind.RunningVariance).ToArray()), pair => Assert.Equal(pair.First, pair.Second, 1e-5));
    }

    /// <summary>Eval mode: running statistics, in place of the batch's.</summary>
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Predict_BatchNorm_GoesByRunningStatistics(bool after)
    {
        var block = new BlockSpec { Width = 10, Activation = Activation.Tanh, NormalizesAfter = after, NormEpsilon = 0.05f, Dropout = 0.4f };
        var spec = Spec() with { Blocks = [block] };
        using var session = new ManagedEngine().Start(spec, Plain with { Epochs = 5, BatchSize = 25, LearningRate = 0.3f }, Train, null);
        session.RunTo(5);
        var model = session.CreateModel();
        double[] Of(int layer, TensorKind kind) => [.. model.Weights.Get(layer, kind).ToArray().Select(value => (double)value)];
        var (gamma, beta, mean, variance) = (Of(0, TensorKind.Gamma), Of(0, TensorKind.Beta), Of(0, TensorKind.RunningMean), Of(0, TensorKind.RunningVariance));
        var (head, bias) = (Of(1, TensorKind.Weights), Of(1, TensorKind.Bias)[0]);
        var shift = after ? Of(0, TensorKind.Bias) : new double[10];
        double Norm(double value, int unit) => (((value - mean[unit]) / Math.Sqrt(variance[unit] + 0.05)) * gamma[unit]) + beta[unit];
        double Unit(double z, int unit) => after ? Norm(Math.Tanh(z + shift[unit]), unit) : Math.Tanh(Norm(z, unit));
        var expected = Outputs(model).Select(row => bias + row.Select((z, unit) => head[unit] * Unit(z, unit)).Sum());
        Assert.All(expected.Zip(Samples.Predict(model, Train.Features)), pair => Assert.Equal(pair.First, pair.Second, 1e-4));
    }

    private static NetworkSpec Spec(float dropout = 0) => NetworkSpec.Dense(PredictionTask.Binary, Columns, 1, [10, 7], dropout: dropout);

    /// <summary>A network with parameters of every group.</summary>
    private static NetworkSpec Everything()
    {
        var block = new BlockSpec { Width = 9, Activation = Activation.SiLU, IsParametric = true };
        return new NetworkSpec
        {
            Task = PredictionTask.Binary,
            Inputs = Columns,
            Blocks = [block with { Normalization = Normalization.None }, block],
            NumericEmbedding = NumericEmbeddingSpec.Pbld,
            NumericInputs = 3,
            Categories = [4],
            CategoryWidth = 2,
            FrontScale = true,
            Wide = true,
            Members = 2,
            Ensemble = EnsembleKind.TabM,
        };
    }

    private static GroupFactors Only(ParameterGroup group, float factor, float others)
    {
        float Of(ParameterGroup other) => other == group ? factor : others;
        return new GroupFactors
        {
            Weights = Of(ParameterGroup.Weights),
            FirstWeights = Of(ParameterGroup.FirstWeights),
            HeadWeights = Of(ParameterGroup.HeadWeights),
            Wide = Of(ParameterGroup.Wide),
            Biases = Of(ParameterGroup.Biases),
            HeadBiases = Of(ParameterGroup.HeadBiases),
            Norms = Of(ParameterGroup.Norms),
            Slopes = Of(ParameterGroup.Slopes),
            MemberScales = Of(ParameterGroup.MemberScales),
            FrontScale = Of(ParameterGroup.FrontScale),
            NumericEmbedding = Of(ParameterGroup.NumericEmbedding),
            CategoryEmbedding = Of(ParameterGroup.CategoryEmbedding),
        };
    }

    /// <summary>The network of every group before and after one step, its start moved so that nothing is 0.</summary>
    private static (NetworkModel Before, NetworkModel After) Step(TrainingOptions options)
    {
        var spec = Everything();
        var data = GradientTests.WithCategories(Samples.Make(PredictionTask.Binary, Rows, Columns), spec);
        var wild = options with { Epochs = 2, WeightStart = WeightStartKind.Uniform, BiasStart = BiasStartKind.Uniform, StartsAtBaseRates = false };
        using var session = new ManagedEngine().Start(spec, wild, data, null);
        var before = session.CreateModel();
        session.RunEpoch();
        return (before, session.CreateModel());
    }

    private static NetworkWeights Difference(NetworkWeights a, NetworkWeights b)
    {
        var result = a.Copy();
        for (var i = 0; i < result.Values.Length; i++)
        {
            result.Values[i] = a.Values[i] - b.Values[i];
        }

        return result;
    }

    private static void Check(NetworkWeights like, Func<TensorLayout, double> factor, NetworkWeights from, NetworkWeights to)
    {
        foreach (var tensor in like.Layout.Where(tensor => tensor.IsTrained))
        {
            var expected = from[tensor];
            var actual = to[tensor];
            for (var i = 0; i < tensor.Length; i++)
            {
                var value = factor(tensor) * expected[i];
                Assert.True(Math.Abs(value - actual[i]) <= 1e-6 + (1e-4 * Math.Abs(value)), $"{tensor} {i}: {actual[i]}, expected {value}");
            }
        }
    }

    private static NetworkModel Model(TrainingOptions options, float dropout = 0)
    {
        using var session = new ManagedEngine().Start(Spec(dropout), options, Train, null);
        session.RunTo(options.Epochs);
        return session.CreateModel();
    }

    /// <summary>What the first matrix makes of every training row.</summary>
    private static double[][] Outputs(NetworkModel model)
    {
        var matrix = model.Weights.Get(0, TensorKind.Weights).ToArray();
        return [.. Enumerable.Range(0, Rows).Select(row => Enumerable.Range(0, 10)
            .Select(unit => Enumerable.Range(0, Columns).Sum(i => (double)Train.Features.Row(row)[i] * matrix[(i * 10) + unit])).ToArray())];
    }

    private static float[] Values(TrainingSession session) => session.CreateModel().Weights.Values;

    private static float[] FirstMatrix(TrainingSession session) => session.CreateModel().Weights.Get(0, TensorKind.Weights).ToArray();
}
