using Microsoft.ML;
using Microsoft.ML.Data;
using MLNetTuning.Estimators.DenseNetworks;

namespace MLNetTuning.Estimators.Tests;

/// <summary>Small made-up data that a network learns in a moment.</summary>
internal static class Samples
{
    public static readonly DenseNetworkOptions Quick = new() { Width = 16, Depth = 1, Epochs = 30, Dropout = 0, LearningRate = 0.02f, BatchSize = 32, Seed = 1 };

    public sealed class Row
    {
        [VectorType(4)]
        public float[] Features { get; set; } = new float[4];

        public bool Flag { get; set; }

        public string Kind { get; set; } = "";

        public float Value { get; set; }

        public float Weight { get; set; } = 1;
    }

    public sealed class BinaryPrediction
    {
        public bool PredictedLabel { get; set; }

        public float Score { get; set; }

        public float Probability { get; set; }
    }

    public sealed class ClassPrediction
    {
        public string PredictedLabel { get; set; } = "";

        public float[] Score { get; set; } = [];
    }

    public sealed class ValuePrediction
    {
        public float Score { get; set; }
    }

    public static List<Row> Rows(int count = 400, int seed = 3)
    {
        var random = new Random(seed);
        return [.. Enumerable.Range(0, count).Select(_ =>
        {
            var x = Enumerable.Range(0, 4).Select(_ => random.NextSingle() * 200 - 100).ToArray();
            var sum = x[0] + 0.5f * x[1] + (random.NextSingle() - 0.5f) * 40;
            return new Row { Features = x, Flag = sum > 0, Kind = sum > 40 ? "high" : sum < -40 ? "low" : "middle", Value = 1000 + 3 * sum };
        })];
    }

    public static IDataView View(MLContext ml, int count = 400, int seed = 3) => ml.Data.LoadFromEnumerable(Rows(count, seed));

    public static float[] Column(IDataView data, string name) => [.. data.GetColumn<float>(name)];
}
