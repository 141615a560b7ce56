using System.Globalization;
using MLNetTuning.Trainers.Engines;
using MLNetTuning.Trainers.Networks;
using MLNetTuning.Trainers.Tests.Engines;
using MLNetTuning.Trainers.Training;

namespace MLNetTuning.Trainers.Tests.Networks;

public class NetworkModelTests
{
    private static readonly TrainingData Data = Samples.Make(PredictionTask.Multiclass, 700, 5);
    private static readonly NetworkModel Model = Train();

    [Theory]
    [InlineData("")]
    [InlineData("de-DE")]
    public void Load_OfSaved_ScoresTheSame(string culture)
    {
        var kept = CultureInfo.CurrentCulture;
        try
        {
            CultureInfo.CurrentCulture = CultureInfo.GetCultureInfo(culture);
            using var stream = new MemoryStream();
            Model.Save(stream);
            stream.WriteByte(1);
            stream.Position = 0;
            var loaded = NetworkModel.Load(stream);
            Assert.Equal(Model.Spec, loaded.Spec);
            Assert.Equal(Samples.Predict(Model, Data.Features), Samples.Predict(loaded, Data.Features));
            Assert.Equal(1, stream.ReadByte());
        }
        finally
        {
            CultureInfo.CurrentCulture = kept;
        }
    }

    [Fact]
    public void Load_Truncated_SaysSoAtEveryLength()
    {
        var bytes = Saved();
        for (var length = 0; length < bytes.Length; length += 97)
        {
            Assert.Throws<InvalidDataException>(() => NetworkModel.Load(new MemoryStream(bytes[..length])));
        }
    }

    [Fact]
    public void Load_AnyByteChanged_IsRefused()
    {
        var bytes = Saved();
        for (var i = 0; i < bytes.Length; i += i < 128 ? 1 : 61)
        {
            var changed = bytes.ToArray();
            changed[i] ^= 0x40;
            Assert.Throws<InvalidDataException>(() => NetworkModel.Load(new MemoryStream(changed)));
        }
    }

    [Fact]
    public void Load_SizesBeyondTheFile_IsRefused()
    {
        // A well-formed frame around a false description.
        using var stream = new MemoryStream();
        Frame.Write(stream, "MLNTNETW", 2, writer =>
        {
            SpecFormat.Write(writer, NetworkSpec.Dense(PredictionTask.Binary, 60_000, 1, [4000]));
            writer.Write(new byte[100]);
        });
        stream.Position = 0;
        Assert.Contains("too short", Assert.Throws<InvalidDataException>(() => NetworkModel.Load(stream)).Message);
    }

    [Fact]
    public void Load_OfTheFirstVersion_ScoresTheSame()
    {
        var weights = Model.Weights;
        using var stream = new MemoryStream();
        Frame.Write(stream, "MLNTNETW", 1, writer =>
        {
            writer.Write((int)weights.Spec.Task);
            writer.Write(weights.Spec.Inputs);
            writer.Write(weights.Spec.Outputs);
            writer.Write(weights.Spec.Blocks.Count);
            foreach (var block in weights.Spec.Blocks)
            {
                writer.Write(block.Width);
                writer.Write(block.BatchNorm);
                writer.Write((int)block.Activation);
                writer.Write(block.Dropout);
            }

            writer.Write(weights.TargetMean);
            writer.Write(weights.TargetScale);
            FloatFormat.Write(writer, weights.Values);
        });
        stream.Position = 0;
        var loaded = NetworkModel.Load(stream);
        Assert.Equal(Model.Spec, loaded.Spec);
        Assert.Equal(Samples.Predict(Model, Data.Features), Samples.Predict(loaded, Data.Features));
    }

    [Fact]
    public void Predict_ManyThreadsAndPieces_IsTheSame()
    {
        var expected = Samples.Predict(Model, Data.Features);
        Assert.Equal(expected, Samples.Predict(Model, Data.Features, threads: 3));
        var results = new float[8][];
        Parallel.For(0, results.Length, i => results[i] = Samples.Predict(Model, Data.Features));
        Assert.All(results, result => Assert.Equal(expected, result));
        var one = Samples.Predict(Model, Data.Features.Select([650]));
        Assert.Equal(expected.AsSpan(650 * 3, 3).ToArray(), one);
    }

    [Fact]
    public void Predict_BadInput_Throws()
    {
        Assert.Contains("4 feature columns", Assert.Throws<ArgumentException>(() => Samples.Predict(Model, new FloatMatrix(2, 4))).Message);
        Assert.Contains("room for 5", Assert.Throws<ArgumentException>(() => Model.Predict(new FloatMatrix(2, 5), new float[5])).Message);
        var features = new FloatMatrix(20, 5);
        features.Row(19)[4] = float.PositiveInfinity;
        Assert.Contains("row 19, column 4", Assert.Throws<ArgumentException>(() => Samples.Predict(Model, features)).Message);
        Model.Predict(new FloatMatrix(0, 5), []);
    }

    private static byte[] Saved()
    {
        using var stream = new MemoryStream();
        Model.Save(stream);
        return stream.ToArray();
    }

    private static NetworkModel Train()
    {
        using var session = new ManagedEngine().Start(Samples.Spec(PredictionTask.Multiclass, 5, 20, 9), new TrainingOptions { Epochs = 2 }, Data, null);
        session.RunTo(2);
        return session.CreateModel();
    }
}
