using Microsoft.ML.Data;

namespace MLNetTuning.Embedded.Tests.Trainers;

public sealed class TrainerRow
{
    public bool Label { get; set; }

    public float Amount { get; set; }

    [KeyType(3)]
    public uint Kind { get; set; }

    [VectorType(2)]
    public float[] Features { get; set; } = new float[2];

    public static TrainerRow[] Sample(int count, int seed = 1)
    {
        var random = new Random(seed);
        return Enumerable.Range(0, count).Select(_ =>
        {
            float[] features = [(float)random.NextDouble(), (float)random.NextDouble()];
            var sum = features[0] + features[1] + (0.1 * random.NextDouble());
            return new TrainerRow { Features = features, Label = sum > 1, Amount = (float)sum, Kind = sum < 0.7 ? 0u : sum < 1.3 ? 1u : 2u };
        }).ToArray();
    }
}
