using MLNetTuning.Trainers.Engines.Managed;
using MLNetTuning.Trainers.Networks;
using MLNetTuning.Trainers.Training;

namespace MLNetTuning.Trainers.Tests.Engines;

/// <summary>A network of every kind there is, by name, for tests that two ways of scoring agree.</summary>
internal static class NetworkKinds
{
    private const int Columns = 8;
    private static readonly BlockSpec Plain = new() { Width = 10, Normalization = Normalization.None, Activation = Activation.SiLU };
    private static readonly BlockSpec Normed = Plain with { Normalization = Normalization.Batch };
    private static readonly BlockSpec Layered = Plain with { Normalization = Normalization.Layer, Activation = Activation.Mish };
    private static readonly Dictionary<string, Func<NetworkSpec, NetworkSpec>> Kinds = new()
    {
        ["no blocks"] = s => s with { Blocks = [] },
        ["batch norm"] = s => s with { Blocks = [Normed, Normed with { NormalizesAfter = true, NormEpsilon = 0.01f }] },
        ["layer norm"] = s => s with { Blocks = [Layered, Layered with { NormalizesAfter = true, Activation = Activation.Sigmoid }] },
        ["residual"] = s => s with { Blocks = [Normed with { Width = Columns, IsResidual = true }, Layered with { Width = Columns, IsResidual = true, NormalizesAfter = true }] },
        ["front scale"] = s => s with { FrontScale = true },
        ["pbld"] = s => s with { NumericEmbedding = NumericEmbeddingSpec.Pbld, FrontScale = true },
        ["plr"] = s => s with { NumericEmbedding = NumericEmbeddingSpec.Plr with { Width = 5, Frequencies = 7, Sigma = 1 }, NumericInputs = 5 },
        ["ple"] = s => s with { NumericEmbedding = NumericEmbeddingSpec.Ple with { Width = 5, Bins = 9 }, NumericInputs = 7 },
        ["ple rectified"] = s => s with { NumericEmbedding = NumericEmbeddingSpec.Ple with { Width = 4, Bins = 9, Rectifies = true, KeepsInput = true } },
        ["categories"] = s => s with { Categories = [5, 4, 1], CategoryWidth = 3 },
        ["everything in front"] = s => s with { NumericEmbedding = NumericEmbeddingSpec.Pbld, NumericInputs = 4, Categories = [5, 4], CategoryWidth = 3, FrontScale = true },
        ["wide"] = s => s with { Wide = true, Crosses = [(1, 4), (0, 0)] },
        ["wide categories"] = s => s with { Wide = true, Crosses = [(1, 2)], Categories = [5, 4] },
        ["wide alone"] = s => s with { Wide = true, Blocks = [] },
        ["independent"] = s => s with { Members = 3, Blocks = [Normed, Layered with { Width = 10, IsResidual = true, IsParametric = true }], FrontScale = true, Wide = true },
        ["independent no blocks"] = s => s with { Members = 3, Blocks = [] },
        ["tabm"] = s => s with { Members = 3, Ensemble = EnsembleKind.TabM, Blocks = [Plain with { Width = Columns, IsResidual = true }, Layered with { IsParametric = true }, Normed] },
        ["tabm embedded"] = s => s with { Members = 3, Ensemble = EnsembleKind.TabM, NumericEmbedding = NumericEmbeddingSpec.Ple with { Width = 4, Bins = 6, Rectifies = true }, Categories = [6] },
        ["tabm mini"] = s => s with { Members = 3, Ensemble = EnsembleKind.TabMMini, Blocks = [Normed, Layered with { IsParametric = true }], Wide = true },
    };

    /// <summary>The names.</summary>
    public static IEnumerable<string> Names => Kinds.Keys.Concat(Enum.GetNames<Activation>()).Concat(Enum.GetNames<Activation>().Select(name => $"parametric {name}"));

    /// <summary>The network of a name on 8 columns.</summary>
    public static NetworkSpec Spec(string name, PredictionTask task)
    {
        var spec = new NetworkSpec { Task = task, Inputs = Columns, Outputs = Samples.Outputs(task), Blocks = [Plain, Plain with { Width = 17 }] };
        if (Kinds.TryGetValue(name, out var kind))
        {
            spec = kind(spec);
        }
        else
        {
            var activation = Enum.Parse<Activation>(name.Split(' ')[^1]);
            var block = Plain with { Activation = activation, IsParametric = name.StartsWith("parametric", StringComparison.Ordinal) };
            spec = spec with { Blocks = [block, block with { Width = 7 }] };
        }

        spec.Validate();
        return spec;
    }

    /// <summary>Rows that fit the network.</summary>
    public static TrainingData Data(NetworkSpec spec, int rows, int seed = 1)
    {
        var data = Samples.Make(spec.Task, rows, Columns, seed, weighted: true);
        for (var row = 0; row < rows; row++)
        {
            for (var i = 0; i < spec.Categories.Count; i++)
            {
                ref var value = ref data.Features.Row(row)[spec.PlainColumns + i];
                value = Math.Abs((int)(value * 10)) % spec.Categories[i];
            }

            // Repeated values leave bins without rows.
            ref var first = ref data.Features.Row(row)[0];
            first = spec.NumericEmbedding is null ? first : MathF.Round(first);
        }

        return data;
    }

    /// <summary>Weights none of which is where it starts, so that each matters.</summary>
    public static NetworkWeights Weights(NetworkSpec spec, TrainingData data)
    {
        var isRegression = spec.Task == PredictionTask.Regression;
        var weights = new NetworkWeights(spec)
        {
            TargetMean = isRegression ? spec.IsExponential ? 1 : 10 : 0,
            TargetScale = isRegression ? 0.5 : 1,
            LowestTarget = isRegression ? 9.5 : double.NegativeInfinity,
        };
        var options = new TrainingOptions { Seed = 8 };
        new WeightStarter(weights, options).Fill([]);
        DataStarter.Fill(weights, options, data);
        var random = new Random(4);
        foreach (var tensor in weights.Layout.Where(t => t.Kind != TensorKind.Edges))
        {
            foreach (ref var value in weights[tensor])
            {
                value += (float)random.NextDouble() * 0.4f - (tensor.Kind == TensorKind.RunningVariance ? 0 : 0.2f);
            }
        }

        return weights;
    }
}
