using MLNetTuning.Trainers.Portable;

namespace MLNetTuning.Trainers.Tests.Portable;

public sealed class StackCombinerTests
{
    [Fact]
    public void Predict_TwoLayersWithFeatures_IsWhatTheFormulaSays()
    {
        var stack = TwoLayers();
        var rows = new FloatMatrix(2, 3, [0.2f, 0.7f, 3, 0.5f, 0.5f, -1]);
        var (scores, p) = (new float[2], new float[2]);
        stack.Predict(rows, scores, p);
        for (var row = 0; row < 2; row++)
        {
            double a = Logit(rows.Row(row)[0]), b = Logit(rows.Row(row)[1]), x = rows.Row(row)[2];
            var first = Sigmoid((1 * a) + (0.5 * b) + (0.1 * x) + 0.2);
            var second = Sigmoid((-0.3 * a) + (2 * b) - (0.2 * x));
            var third = Sigmoid((0.6 * Logit(first)) + (0.4 * Logit(second)) + (0.05 * x) - 0.1);
            Assert.Equal(third, p[row], 1e-5);
            Assert.Equal(Logit(third), scores[row], 1e-4);
        }
    }

    [Fact]
    public void SaveLoad_InAModelWithPassthrough_SamePredictions()
    {
        var featurizer = PortableSamples.Featurizer();
        var columns = PortableSamples.Columns();
        var size = PortableSamples.Predictor(1).Inputs;
        var layer = new LinearPredictor(new FloatMatrix(1, 2 + size, [.. Enumerable.Range(0, 2 + size).Select(i => 0.1f * (i + 1))]), [0.3f], PortableLink.Logistic());
        var stack = new StackCombiner(PredictionTask.Binary, 2, [[layer]], new AveragingCombiner(PredictionTask.Binary, 1, [1]).WithTemperature(1.5));
        var model = new PortableModel(columns, new PortableLabel { Task = PredictionTask.Binary },
            [new PortableMember(featurizer, PortableSamples.Predictor(1)), new PortableMember(featurizer, PortableSamples.Predictor(2))], stack, featurizer);
        using var file = new MemoryStream();
        PortableModelFile.Save(model, file);
        file.Position = 0;
        var loaded = PortableModelFile.Load(file);
        Assert.Equal(model.Predict(PortableSamples.Table()).Probabilities, loaded.Predict(PortableSamples.Table()).Probabilities);
        Assert.Equal(model.Predict(PortableSamples.Table()).Probabilities, model.Predict(PortableSamples.Table(), threads: 2).Probabilities);
        var without = new PortableModel(columns, model.Label, [.. model.Members.Select(member => member with { Group = null })]);
        Assert.NotEqual(without.Predict(PortableSamples.Table()).Probabilities, model.Predict(PortableSamples.Table()).Probabilities);

        var bytes = file.ToArray();
        for (var length = 0; length < bytes.Length; length += 211)
        {
            Assert.Throws<PortableModelException>(() => PortableModelFile.Load(new MemoryStream(bytes[..length])));
        }
    }

    [Fact]
    public void Make_LayerOfOtherWidth_SaysBoth()
    {
        var wrong = new LinearPredictor(new FloatMatrix(1, 5), [0], PortableLink.Logistic());
        var last = new AveragingCombiner(PredictionTask.Binary, 1, [1]);
        var first = new LinearPredictor(new FloatMatrix(1, 2), [0], PortableLink.Logistic());
        Assert.Contains("takes 5 inputs", Assert.Throws<PortableModelException>(() => new StackCombiner(PredictionTask.Binary, 2, [[first], [wrong]], last)).Message);
        Assert.Contains("reads 1", Assert.Throws<PortableModelException>(() => new StackCombiner(PredictionTask.Binary, 2, [[first, first]], last)).Message);
        Assert.Contains("one member or more", Assert.Throws<PortableModelException>(() => new StackCombiner(PredictionTask.Binary, 0, [[first]], last)).Message);
    }

    private static StackCombiner TwoLayers()
    {
        LinearPredictor[] first =
        [
            new(new FloatMatrix(1, 3, [1, 0.5f, 0.1f]), [0.2f], PortableLink.Logistic()),
            new(new FloatMatrix(1, 3, [-0.3f, 2, -0.2f]), [0], PortableLink.Logistic()),
        ];
        LinearPredictor[] second = [new(new FloatMatrix(1, 3, [0.6f, 0.4f, 0.05f]), [-0.1f], PortableLink.Logistic())];
        return new StackCombiner(PredictionTask.Binary, 2, [first, second], new AveragingCombiner(PredictionTask.Binary, 1, [1]));
    }

    private static double Logit(double p) => Math.Log(p / (1 - p));

    private static double Sigmoid(double z) => 1 / (1 + Math.Exp(-z));
}
