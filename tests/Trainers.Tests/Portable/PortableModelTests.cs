using MLNetTuning.Trainers.Portable;

namespace MLNetTuning.Trainers.Tests.Portable;

public sealed class PortableModelTests
{
    private static readonly float[] Weights = [0.1f, 0.5f, 1, -1, 0.25f, 0.3f, -0.3f, 0.7f, -0.2f, 0.05f];

    [Fact]
    public void Predict_EveryStep_EqualsNaiveFeatures()
    {
        var predictions = PortableSamples.Binary(1).Predict(PortableSamples.Table());
        var expected = PortableSamples.ExpectedFeatures();
        for (var row = 0; row < 4; row++)
        {
            var score = 0.1 + Weights.Select((w, j) => (double)w * expected[row][j]).Sum();
            Assert.Equal(score, predictions.Scores.Row(row)[0], 5);
            Assert.Equal(1 / (1 + Math.Exp(-score)), predictions.Probabilities![row], 6);
            Assert.Equal(score > 0 ? 1 : 0, predictions.PredictedClass(row));
        }
    }

    [Fact]
    public void Predict_TwoMembers_AveragesProbabilitiesByWeight()
    {
        var table = PortableSamples.Table();
        var both = PortableSamples.Binary(1, 3).Predict(table);
        var first = PortableSamples.Binary(1).Predict(table).Probabilities!;
        var model = new PortableModel(PortableSamples.Columns(), new PortableLabel { Task = PredictionTask.Binary },
            [new PortableMember(PortableSamples.Featurizer(), PortableSamples.Predictor(0.2f))]);
        var second = model.Predict(table).Probabilities!;
        for (var row = 0; row < 4; row++)
        {
            var mean = (first[row] + 3 * second[row]) / 4;
            Assert.Equal(mean, both.Probabilities![row], 6);
            Assert.Equal(Math.Log(mean / (1 - mean)), both.Scores.Row(row)[0], 4);
        }
    }

    [Fact]
    public void Predict_OneRow_EqualsBatch()
    {
        var model = PortableSamples.Binary(1, 2);
        var row = new Dictionary<string, object?> { ["age"] = 50, ["city"] = "Rome", ["member"] = true, ["sizes"] = new float[] { 0, 5 }, ["rate"] = "1.5" };
        Assert.Equal(model.Predict(PortableSamples.Table()).Probabilities![0], model.Predict(row).Probabilities![0]);
    }

    [Fact]
    public void PredictRow_FromManyThreadsAtOnce_EachGetsItsOwnRowsPrediction()
    {
        var model = PortableSamples.Binary(1, 2);
        float Predict(int age) => model.Predict(new Dictionary<string, object?> { ["age"] = age, ["city"] = age % 2 == 0 ? "Rome" : "Lima", ["member"] = true, ["sizes"] = new float[] { 0, age }, ["rate"] = "1.5" }).Probabilities![0];
        var expected = Enumerable.Range(0, 50).Select(Predict).ToArray();
        var actual = new float[2000];
        Parallel.For(0, actual.Length, new ParallelOptions { MaxDegreeOfParallelism = 8 }, i => actual[i] = Predict(i % 50));
        Assert.True(expected.Distinct().Count() > 10);
        Assert.All(actual.Select((value, i) => (value, i)), one => Assert.Equal(expected[one.i % 50], one.value));
    }

    [Fact]
    public void Predict_ManyRowsAndThreads_SameAsOneThread()
    {
        var model = PortableSamples.Binary(1, 2);
        const int rows = 1500;
        var random = new Random(1);
        var table = new PortableTable(rows)
            .Set("age", Numbers(random, rows)).Set("city", Enumerable.Range(0, rows).Select(i => i % 3 == 0 ? "Rome" : "Lima").ToArray())
            .Set("member", Numbers(random, rows)).Set("sizes", Numbers(random, 2 * rows), 2).Set("rate", new string?[rows]);
        Assert.Equal(model.Predict(table).Scores.Values, model.Predict(table, threads: 4).Scores.Values);
    }

    [Fact]
    public void Predict_ColumnMissing_NamesColumnAndWhatIsThere()
    {
        var error = Assert.Throws<ArgumentException>(() => PortableSamples.Binary(1).Predict(new PortableTable(1).Set("age", [1])));
        Assert.Contains("'city'", error.Message);
        Assert.Contains("age", error.Message);
    }

    [Fact]
    public void Predict_WrongKind_Throws() => Assert.Contains("'age'", Assert.Throws<ArgumentException>(
        () => PortableSamples.Binary(1).Predict(PortableSamples.Table().Set("age", ["a", "b", "c", "d"]))).Message);

    [Fact]
    public void PredictRow_ValueMissing_NamesColumn() => Assert.Contains("'age'", Assert.Throws<ArgumentException>(
        () => PortableSamples.Binary(1).Predict(new Dictionary<string, object?>())).Message);

    [Fact]
    public void Constructor_FeaturesDoNotFit_Throws()
    {
        var member = new PortableMember(PortableSamples.Featurizer(), new LinearPredictor(new FloatMatrix(1, 3), [0], PortableLink.Logistic()));
        var error = Assert.Throws<PortableModelException>(() => new PortableModel(PortableSamples.Columns(), new PortableLabel { Task = PredictionTask.Binary }, [member]));
        Assert.Contains("3 features, but its steps make 10", error.Message);
    }

    [Fact]
    public void Constructor_StepReadsUnknownColumn_Throws()
    {
        var featurizer = new PortableFeaturizer([new ConcatenateStep(["nowhere"], "Features")], "Features");
        var member = new PortableMember(featurizer, new LinearPredictor(new FloatMatrix(1, 1), [0], PortableLink.Logistic()));
        Assert.Contains("'nowhere'", Assert.Throws<PortableModelException>(
            () => new PortableModel(PortableSamples.Columns(), new PortableLabel { Task = PredictionTask.Binary }, [member])).Message);
    }

    [Fact]
    public void Constructor_UncalibratedMemberAmongSeveral_Throws()
    {
        var one = new PortableMember(PortableSamples.Featurizer(), new LinearPredictor(new FloatMatrix(1, 10), [0], PortableLink.Identity));
        Assert.Contains("calibrate", Assert.Throws<PortableModelException>(
            () => new PortableModel(PortableSamples.Columns(), new PortableLabel { Task = PredictionTask.Binary }, [one, one])).Message);
    }

    [Theory]
    [InlineData(PortableLinkKind.Softmax)]
    [InlineData(PortableLinkKind.NormalizedLogistic)]
    [InlineData(PortableLinkKind.Probabilities)]
    public void Predict_MulticlassLinks_FollowTheirFormula(PortableLinkKind kind)
    {
        var link = kind switch
        {
            PortableLinkKind.Softmax => PortableLink.Softmax,
            PortableLinkKind.Probabilities => PortableLink.Probabilities,
            _ => PortableLink.NormalizedLogistic([-1, -1, -2], [0, 0.5f, 0]),
        };
        var predictor = new LinearPredictor(new FloatMatrix(3, 1, [0.5f, 0.1f, 0.2f]), [0.1f, 0.3f, -0.2f], link);
        var featurizer = new PortableFeaturizer([new ConcatenateStep(["x"], "Features")], "Features");
        var label = new PortableLabel { Task = PredictionTask.Multiclass, Classes = ["a", "b", "c"] };
        var model = new PortableModel([new PortableColumn("x", PortableColumnKind.Number)], label, [new PortableMember(featurizer, predictor)]);
        var predictions = model.Predict(new PortableTable(1).Set("x", [2]));
        double[] raw = [1.1, 0.5, 0.2];
        double[] parts = kind switch
        {
            PortableLinkKind.Softmax => [.. raw.Select(Math.Exp)],
            PortableLinkKind.Probabilities => raw,
            _ => [1 / (1 + Math.Exp(-1.1)), 1 / (1 + Math.Exp(-0.5 + 0.5)), 1 / (1 + Math.Exp(-0.4))],
        };
        var sum = kind == PortableLinkKind.Probabilities ? 1 : parts.Sum();
        for (var k = 0; k < 3; k++)
        {
            Assert.Equal(parts[k] / sum, predictions.Scores.Row(0)[k], 5);
        }

        Assert.Equal(0, predictions.PredictedClass(0));
    }

    private static float[] Numbers(Random random, int count) => [.. Enumerable.Range(0, count).Select(_ => random.NextSingle() * 4 - 1)];

    [Theory]
    [InlineData(PredictionTask.Multiclass, 3)]
    [InlineData(PredictionTask.Multiclass, 2, -1)]
    [InlineData(PredictionTask.Multiclass, 2, float.NaN)]
    [InlineData(PredictionTask.Binary, 2)]
    public void Make_DecisionWeightsThatDoNotFit_Refused(PredictionTask task, int count, float first = 1)
    {
        var outputs = task == PredictionTask.Multiclass ? 2 : 1;
        var label = new PortableLabel { Task = task, Classes = ["a", "b"], DecisionWeights = [first, .. Enumerable.Repeat(1f, count - 1)] };
        var link = task == PredictionTask.Multiclass ? PortableLink.Softmax : PortableLink.Logistic();
        var member = new PortableMember(new PortableFeaturizer([], "x"), new LinearPredictor(new FloatMatrix(outputs, 1), new float[outputs], link));
        Assert.Contains("decision weights", Assert.Throws<PortableModelException>(() => new PortableModel([new("x", PortableColumnKind.Number)], label, [member])).Message);
    }
}
