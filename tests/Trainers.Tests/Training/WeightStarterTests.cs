using MLNetTuning.Trainers.Engines.Managed;
using MLNetTuning.Trainers.Networks;
using MLNetTuning.Trainers.Tests.Engines;
using MLNetTuning.Trainers.Training;

namespace MLNetTuning.Trainers.Tests.Training;

public class WeightStarterTests
{
    [Theory]
    [InlineData(WeightStartKind.HeNormal, 2.0 / 200, false)]
    [InlineData(WeightStartKind.HeUniform, 2.0 / 200, true)]
    [InlineData(WeightStartKind.XavierNormal, 2.0 / 300, false)]
    [InlineData(WeightStartKind.XavierUniform, 2.0 / 300, true)]
    [InlineData(WeightStartKind.LeCunNormal, 1.0 / 200, false)]
    [InlineData(WeightStartKind.LeCunUniform, 1.0 / 200, true)]
    [InlineData(WeightStartKind.Uniform, 1.0 / 600, true)]
    public void Fill_EveryKind_HasItsVariance(WeightStartKind kind, double variance, bool isUniform)
    {
        var values = Fill(Spec(200, 100), new TrainingOptions { WeightStart = kind }).Get(0, TensorKind.Weights);
        double sum = 0, squares = 0, largest = 0;
        foreach (var value in values)
        {
            sum += value;
            squares += (double)value * value;
            largest = Math.Max(largest, Math.Abs(value));
        }

        Assert.InRange(sum / values.Length, -0.05 * Math.Sqrt(variance), 0.05 * Math.Sqrt(variance));
        Assert.InRange(squares / values.Length, 0.95 * variance, 1.05 * variance);
        Assert.Equal(isUniform, largest <= Math.Sqrt(3 * variance) * 1.0001);
    }

    [Theory]
    [InlineData(30, 12)]
    [InlineData(12, 30)]
    public void Fill_Orthogonal_HasOrthonormalVectors(int inputs, int outputs)
    {
        var values = Fill(Spec(inputs, outputs), new TrainingOptions { WeightStart = WeightStartKind.Orthogonal }).Get(0, TensorKind.Weights).ToArray();
        var byColumn = outputs <= inputs;
        for (var a = 0; a < 12; a++)
        {
            for (var b = 0; b <= a; b++)
            {
                var product = Enumerable.Range(0, 30).Sum(i => byColumn ? (double)values[(i * outputs) + a] * values[(i * outputs) + b] : (double)values[(a * outputs) + i] * values[(b * outputs) + i]);
                Assert.Equal(a == b ? 1 : 0, product, 1e-5);
            }
        }
    }

    [Fact]
    public void Fill_HeadAtZero_LeavesTheHeadsMatrixAtZero() =>
        Assert.True(Fill(Spec(5, 4), new TrainingOptions { StartsHeadAtZero = true }).Get(1, TensorKind.Weights).IndexOfAnyExcept(0f) < 0);

    [Fact]
    public void Fill_TabM_StartsMembersApartInTheFirstLayerOnly()
    {
        var spec = Spec(6, 4) with { Members = 3, Ensemble = EnsembleKind.TabM, NumericInputs = 6 };
        spec = spec with { Blocks = [spec.Blocks[0], spec.Blocks[0]] };
        var weights = Fill(spec, new TrainingOptions { BiasStart = BiasStartKind.Uniform });
        Assert.All(weights.Get(0, TensorKind.InputScale).ToArray(), v => Assert.Equal(1, Math.Abs(v)));
        Assert.Equal([-1f, 1f], weights.Get(0, TensorKind.InputScale).ToArray().Distinct().Order());
        Assert.All(weights.Get(1, TensorKind.InputScale).ToArray(), v => Assert.Equal(1, v));
        Assert.All(weights.Get(0, TensorKind.OutputScale).ToArray(), v => Assert.Equal(1, v));
        var bias = weights.Get(0, TensorKind.Bias).ToArray();
        Assert.Equal(bias[..4], bias[4..8]);
        var embedded = Fill(spec with { NumericEmbedding = NumericEmbeddingSpec.Ple with { Width = 2 } }, new TrainingOptions()).Get(0, TensorKind.InputScale).ToArray();
        Assert.Equal(18, embedded.Distinct().Count());
        Assert.All(Enumerable.Range(0, 18), i => Assert.Equal(embedded[2 * i], embedded[(2 * i) + 1]));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    public void Fill_Data_GivesProductsOfDeviationOneThatBiasesCentre(int members)
    {
        var data = Samples.Make(PredictionTask.Regression, 900, 6);
        var block = new BlockSpec { Width = 9, Normalization = Normalization.None, Activation = Activation.Mish };
        var spec = new NetworkSpec { Task = PredictionTask.Regression, Inputs = 6, Blocks = [block, block], Members = members };
        var options = new TrainingOptions { WeightStart = WeightStartKind.Data, BiasStart = BiasStartKind.Data, StartsAtBaseRates = false, Seed = 5 };
        var weights = Fill(spec, options, data.Features);
        var outputs = new double[members][];
        var raw = new float[data.Rows * members];
        var predictor = new Predictor(spec);
        predictor.Load(weights);
        predictor.PredictRaw(data.Features, raw, 1);
        for (var member = 0; member < members; member++)
        {
            outputs[member] = [.. Enumerable.Range(0, data.Rows).Select(row => (double)raw[(row * members) + member])];
            var mean = outputs[member].Average();
            Assert.InRange(Math.Sqrt(outputs[member].Average(v => (v - mean) * (v - mean))), 0.999, 1.001);

            // A mixture of five rows: within a few deviations of the mean.
            Assert.InRange(mean, -3, 3);
        }

        Assert.True(weights.Get(1, TensorKind.Bias).IndexOf(0f) < 0);
    }

    [Fact]
    public void Fill_DataOfABinaryNetwork_GivesLogitsThatVaryAsADifferenceOfTwo()
    {
        var data = Samples.Make(PredictionTask.Binary, 900, 6);
        var spec = new NetworkSpec { Task = PredictionTask.Binary, Inputs = 6, Blocks = [new BlockSpec { Width = 9, Normalization = Normalization.None }] };
        var predictor = new Predictor(spec);
        predictor.Load(Fill(spec, new TrainingOptions { WeightStart = WeightStartKind.Data, StartsAtBaseRates = false }, data.Features));
        var logits = new float[data.Rows];
        predictor.PredictRaw(data.Features, logits, 1);
        var mean = logits.Average(v => (double)v);
        Assert.InRange(logits.Average(v => (v - mean) * (v - mean)), 1.996, 2.004);
    }

    [Fact]
    public void Fill_PiecewiseLinear_TakesQuantilesAsEdges()
    {
        var features = new FloatMatrix(101, 2);
        for (var i = 0; i < 101; i++)
        {
            features.Row(i)[0] = i;
            features.Row(i)[1] = i < 70 ? 1 : 2;
        }

        var spec = Spec(2, 3) with { NumericEmbedding = NumericEmbeddingSpec.Ple with { Bins = 4 } };
        var edges = Fill(spec, new TrainingOptions(), features).Get(TensorLayout.Front, TensorKind.Edges).ToArray();
        Assert.Equal([0, 25, 50, 75, 100], edges[..5]);
        Assert.Equal([1, 2, float.MaxValue, float.MaxValue, float.MaxValue], edges[5..]);
    }

    [Fact]
    public void Fill_HistogramBins_GivesRepeatedValueOneBin()
    {
        // 0 for nine of ten rows, as money seldom gained: quantiles of ten bins would leave one bin for the others.
        var features = new FloatMatrix(100, 2);
        for (var i = 0; i < 100; i++)
        {
            features.Row(i)[0] = Math.Max(0, i - 90);
            features.Row(i)[1] = 7;
        }

        var spec = Spec(2, 3) with { NumericEmbedding = NumericEmbeddingSpec.Ple with { Bins = 10 } };
        var options = new TrainingOptions { EdgeStart = EdgeStartKind.HistogramBins };
        var edges = Fill(spec, options, features).Get(TensorLayout.Front, TensorKind.Edges).ToArray();
        Assert.Equal([0, 0.5f, 1.5f, 2.5f, 3.5f, 4.5f, 5.5f, 6.5f, 7.5f, 8.5f, 9], edges[..11]);
        Assert.Equal(7, edges[11]);
        Assert.All(edges[12..], edge => Assert.Equal(float.MaxValue, edge));
    }

    [Fact]
    public void Validate_EdgeStartThatIsNone_IsRefused() =>
        Assert.Contains("EdgeStart is 9; name a member of EdgeStartKind", Assert.Throws<ArgumentException>(() => new TrainingOptions { EdgeStart = (EdgeStartKind)9 }.Validate()).Message);

    private static NetworkSpec Spec(int inputs, int width) => NetworkSpec.Dense(PredictionTask.Binary, inputs, 1, [width], batchNorm: false);

    private static NetworkWeights Fill(NetworkSpec spec, TrainingOptions options, FloatMatrix? features = null)
    {
        var weights = new NetworkWeights(spec);
        new WeightStarter(weights, options).Fill([]);
        if (features is not null)
        {
            DataStarter.Fill(weights, options, new TrainingData(features, new float[features.Rows]));
        }

        return weights;
    }
}
