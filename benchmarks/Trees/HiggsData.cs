using MLNetTuning.Trainers;

namespace MLNetTuning.Benchmarks.Trees;

/// <summary>
/// A million rows made like the HIGGS data: 21 measured columns (normal, lognormal, uniform, and four with three values) and 7 masses, which peak for the
/// signal and spread for the background; two classes that overlap widely.
/// </summary>
internal sealed class HiggsData : ITreeDataSet
{
    private const int Columns = 28;
    private const int Measured = 21;
    private const int TrainRows = 1_000_000;
    private const int TestRows = 200_000;

    /// <inheritdoc/>
    public string Name => "higgs";

    /// <inheritdoc/>
    public TreeData Load(BenchmarkContext context, int fold)
    {
        var random = new Random(20140214 + fold);
        return new TreeData(PredictionTask.Binary, 0, Make(random, TrainRows), Make(random, TestRows), []);
    }

    private static TrainingData Make(Random random, int rows)
    {
        var features = new FloatMatrix(rows, Columns);
        var labels = new float[rows];
        for (var i = 0; i < rows; i++)
        {
            labels[i] = random.Next(2);
            FillRow(features.Row(i), labels[i] > 0, random);
        }

        return new TrainingData(features, labels);
    }

    private static void FillRow(Span<float> row, bool signal, Random random)
    {
        var shift = signal ? 0.25 : 0;
        for (var c = 0; c < Measured; c++)
        {
            row[c] = (float)((c % 4) switch
            {
                0 => Math.Exp(0.5 * (Normal(random) + (c == 0 ? shift : 0))),
                1 => Normal(random) + (c == 5 ? shift : 0),
                2 => (2 * random.NextDouble()) - 1,
                _ => c < 16 ? random.Next(3) * 1.0865 : Normal(random),
            });
        }

        for (var c = Measured; c < Columns; c++)
        {
            var momentum = 0.2 * Math.Abs(row[1] + row[c - Measured]);
            var mass = signal ? 1 + (0.25 * Normal(random)) : Math.Exp(0.5 * Normal(random));
            row[c] = (float)Math.Abs(mass + (momentum * Normal(random)));
        }
    }

    // G. Box and M. Muller, 1958.
    private static double Normal(Random random)
        => Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble());
}
