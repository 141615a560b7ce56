using System.Buffers.Binary;
using System.IO.Compression;
using MLNetTuning.Trainers;
using MLNetTuning.Trainers.Engines;
using MLNetTuning.Trainers.Networks;
using MLNetTuning.Trainers.Training;

namespace MLNetTuning.Benchmarks.NetworksQuality;

/// <summary>Fashion-MNIST: 70,000 small pictures of clothes in ten classes, as rows of pixels.</summary>
/// <param name="Train">The usual 60,000.</param>
/// <param name="Test">The usual 10,000.</param>
internal sealed record FashionImages(TrainingData Train, TrainingData Test)
{
    /// <summary>The part's name.</summary>
    public const string Name = "fashion_mnist";

    private const int Classes = 10;
    private const int Epochs = 30;

    /// <summary>Reads the four files; null where one is missing.</summary>
    public static FashionImages? Load(BenchmarkContext context) =>
        Read(context, "train") is { } train && Read(context, "t10k") is { } test ? new FashionImages(train, test) : null;

    /// <summary>
    /// Test accuracy of a tutorial's network 784-512-256-10 after its last epoch, and the seconds training takes; batches by the rule for so many rows (512),
    /// as at a constant rate batches of 32 end on a noisier step.
    /// </summary>
    public (double Accuracy, double Seconds) Fit(int seed, TimeProvider clock)
    {
        var start = clock.GetTimestamp();
        var recipe = NetworkRecipe.Simple(PredictionTask.Multiclass, NetworkInputs.Numeric(Train.Features.Columns), Classes, 512, 256);
        using var session = new ManagedEngine(clock).Start(recipe.Spec, recipe.Training with { Epochs = Epochs, BatchSize = 0, Seed = seed }, Train, null);
        while (!session.IsFinished)
        {
            session.RunEpoch();
        }

        var seconds = clock.GetElapsedTime(start).TotalSeconds;
        var scores = new float[Test.Rows * Classes];
        session.CreateModel().Predict(Test.Features, scores);
        return (Trainers.Metrics.MulticlassMetrics.MicroAccuracy(new FloatMatrix(Test.Rows, Classes, scores), Test.Labels), seconds);
    }

    private static TrainingData? Read(BenchmarkContext context, string part)
    {
        if (context.FindData($"{Name}/{part}-images-idx3-ubyte.gz") is not { } images || context.FindData($"{Name}/{part}-labels-idx1-ubyte.gz") is not { } labels)
        {
            return null;
        }

        // An idx file is two zeros, the type, the number of dimensions, each dimension big-endian, and the bytes.
        var (pixels, classes) = (Unpack(images), Unpack(labels));
        var rows = BinaryPrimitives.ReadInt32BigEndian(pixels.AsSpan(4));
        var columns = BinaryPrimitives.ReadInt32BigEndian(pixels.AsSpan(8)) * BinaryPrimitives.ReadInt32BigEndian(pixels.AsSpan(12));
        var features = new FloatMatrix(rows, columns, [.. pixels[16..].Select(pixel => pixel / 255f)]);
        return new TrainingData(features, [.. classes[8..].Select(label => (float)label)]);
    }

    private static byte[] Unpack(string path)
    {
        using var file = File.OpenRead(path);
        using var content = new GZipStream(file, CompressionMode.Decompress);
        using var bytes = new MemoryStream();
        content.CopyTo(bytes);
        return bytes.ToArray();
    }
}
