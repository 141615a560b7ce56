namespace MLNetTuning.Host.Tests.Trainers;

/// <summary>Rows with a known rule and some noise, the same for every run.</summary>
internal static class SampleRows
{
    public static BinaryRow[] Binary(int count, int seed = 1)
    {
        var random = new Random(seed);
        return Enumerable.Range(0, count).Select(_ =>
        {
            var features = Uniform(random, BinaryRow.Width);
            var logit = (4 * features[0]) - (3 * features[1]) + (features[0] * features[2]);
            return new BinaryRow { Features = features, Label = random.NextDouble() < 1 / (1 + Math.Exp(-logit)) };
        }).ToArray();
    }

    public static MulticlassRow[] Multiclass(int count, int seed = 1)
    {
        var random = new Random(seed);
        string[] names = ["low", "middle", "high"];
        return Enumerable.Range(0, count).Select(_ =>
        {
            var features = Uniform(random, MulticlassRow.Width);
            var level = features[0] + (0.5f * features[1]) + (0.2 * random.NextDouble());
            return new MulticlassRow { Features = features, Label = names[level < -0.4 ? 0 : level < 0.5 ? 1 : 2] };
        }).ToArray();
    }

    public static RegressionRow[] Regression(int count, int seed = 1)
    {
        var random = new Random(seed);
        return Enumerable.Range(0, count).Select(_ =>
        {
            var features = Uniform(random, RegressionRow.Width);
            return new RegressionRow { Features = features, Label = 3 + (2 * features[0]) - features[1] + (0.1f * (float)random.NextDouble()) };
        }).ToArray();
    }

    private static float[] Uniform(Random random, int width)
        => Enumerable.Range(0, width).Select(_ => (float)((2 * random.NextDouble()) - 1)).ToArray();
}
