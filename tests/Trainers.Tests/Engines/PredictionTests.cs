using MLNetTuning.Trainers.Engines;
using MLNetTuning.Trainers.Engines.Managed;
using MLNetTuning.Trainers.Networks;
using MLNetTuning.Trainers.Training;

namespace MLNetTuning.Trainers.Tests.Engines;

/// <summary>Models of every kind of part score as the description says, and come back from a file the same.</summary>
public class PredictionTests
{
    public static TheoryData<string> Networks() => new(Cases.Keys.ToArray());

    private static readonly BlockSpec Block = new() { Width = 10, Normalization = Normalization.None, Activation = Activation.Softplus, IsParametric = true };
    private static readonly NetworkSpec Base = new() { Task = PredictionTask.Multiclass, Inputs = 8, Outputs = 3, Blocks = [Block, Block with { Width = 21, Activation = Activation.Mish }] };
    private static readonly Dictionary<string, NetworkSpec> Cases = new()
    {
        ["plain"] = Base,
        ["layer norm"] = Base with { Blocks = [Block with { Normalization = Normalization.Layer }, Block with { Normalization = Normalization.Layer, NormalizesAfter = true, Activation = Activation.Sigmoid, IsParametric = false }] },
        ["residual"] = Base with { Blocks = [Block with { Width = 8, IsResidual = true }, Block with { Width = 8, IsResidual = true, Normalization = Normalization.Layer, NormalizesAfter = true }] },
        ["front scale"] = Base with { FrontScale = true },
        ["embedded"] = Base with { NumericEmbedding = NumericEmbeddingSpec.Pbld, NumericInputs = 4, Categories = [5, 4], CategoryWidth = 3, FrontScale = true },
        ["piecewise"] = Base with { NumericEmbedding = NumericEmbeddingSpec.Ple with { Width = 5, KeepsInput = true } },
        ["wide"] = Base with { Wide = true, Crosses = [(1, 4)], Categories = [6] },
        ["wide alone"] = Base with { Blocks = [], Wide = true },
        ["independent"] = Base with { Members = 4, FrontScale = true, Wide = true },
        ["tabm"] = Base with { Members = 5, Ensemble = EnsembleKind.TabM, Blocks = [Block with { Width = 8, IsResidual = true }, Block with { Normalization = Normalization.Layer }] },
        ["mini"] = Base with { Members = 5, Ensemble = EnsembleKind.TabMMini, NumericEmbedding = NumericEmbeddingSpec.Plr },
        ["binary members"] = Base with { Task = PredictionTask.Binary, Outputs = 1, Members = 3 },
        ["regression members"] = Base with { Task = PredictionTask.Regression, Outputs = 1, Members = 3, Ensemble = EnsembleKind.TabM },
        ["exponential"] = Base with { Task = PredictionTask.Regression, Outputs = 1, Members = 2, IsExponential = true },
    };

    [Theory]
    [MemberData(nameof(Networks))]
    public void Predict_EveryNetwork_AgreesWithReferenceAndComesBackFromAFile(string name)
    {
        var spec = Cases[name];
        spec.Validate();
        var data = GradientTests.WithCategories(Samples.Make(spec.Task, 230, 8), spec);
        var weights = Weights(spec, data);
        var model = new NetworkModel(weights);
        var expected = Combine(weights, new ReferenceNetwork(weights, new TrainingOptions()).Outputs([.. weights.Values.Select(v => (double)v)], data), data.Rows);
        var actual = Samples.Predict(model, data.Features);
        for (var i = 0; i < actual.Length; i++)
        {
            Assert.Equal(expected[i], actual[i], 2e-4 * (1 + Math.Abs(expected[i])));
        }

        using var stream = new MemoryStream();
        model.Save(stream);
        stream.Position = 0;
        var loaded = NetworkModel.Load(stream);
        Assert.Equal(spec, loaded.Spec);
        Assert.Equal(actual, Samples.Predict(loaded, data.Features, threads: 2));
    }

    [Fact]
    public void Predict_Clamped_StaysWithinTheTrainingLabels()
    {
        var train = Samples.Make(PredictionTask.Regression, 300, 3);
        var options = new TrainingOptions { Epochs = 5, ClampsTarget = true, LearningRate = 0.05f };
        using var session = new ManagedEngine().Start(Samples.Spec(PredictionTask.Regression, 3, 16), options, train, null);
        session.RunTo(5);
        var far = new FloatMatrix(2, 3, [50, 50, 1, -50, 50, 1]);
        Assert.All(Samples.Predict(session.CreateModel(), far), z => Assert.InRange(z, train.Labels.Min(), train.Labels.Max()));
    }

    [Fact]
    public void Predict_LevelOutOfRange_NamesRowAndColumn()
    {
        var spec = Base with { Categories = [4] };
        var data = GradientTests.WithCategories(Samples.Make(spec.Task, 20, 8), spec);
        var model = new NetworkModel(Weights(spec, data));
        data.Features.Row(7)[7] = 4;
        Assert.Contains("4 at row 7, column 7, a category of 4 levels", Assert.Throws<ArgumentException>(() => Samples.Predict(model, data.Features)).Message);
    }

    private static NetworkWeights Weights(NetworkSpec spec, TrainingData data)
    {
        var weights = new NetworkWeights(spec) { TargetMean = spec.IsExponential ? 1 : 10, TargetScale = spec.Task == PredictionTask.Regression ? 0.5 : 1 };
        var options = new TrainingOptions { Seed = 8 };
        new WeightStarter(weights, options).Fill([]);
        DataStarter.Fill(weights, options, data);
        var random = new Random(4);
        foreach (var tensor in weights.Layout.Where(t => t.IsTrained))
        {
            foreach (ref var value in weights[tensor])
            {
                value += (float)(random.NextDouble() - 0.5) * 0.4f;
            }
        }

        return weights;
    }

    private static double[] Combine(NetworkWeights weights, double[][] outputs, int rows)
    {
        var spec = weights.Spec;
        var result = new List<double>();
        for (var row = 0; row < rows; row++)
        {
            var members = Enumerable.Range(0, spec.Members).Select(m => outputs[(m * rows) + row]).ToArray();
            if (spec.Task == PredictionTask.Regression)
            {
                var values = members.Select(z => (z[0] * weights.TargetScale) + weights.TargetMean);
                result.Add(spec.IsExponential ? values.Average(Math.Exp) : values.Average());
            }
            else if (spec.Members == 1)
            {
                result.AddRange(members[0]);
            }
            else if (spec.Task == PredictionTask.Binary)
            {
                var p = members.Average(z => 1 / (1 + Math.Exp(-z[0])));
                result.Add(Math.Log(p / (1 - p)));
            }
            else
            {
                result.AddRange(Enumerable.Range(0, spec.Outputs).Select(c => Math.Log(members.Average(z => Math.Exp(z[c]) / z.Sum(Math.Exp)))));
            }
        }

        return [.. result];
    }
}
