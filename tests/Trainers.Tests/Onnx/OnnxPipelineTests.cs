using MLNetTuning.Trainers.Boosting;
using MLNetTuning.Trainers.Encoding;
using MLNetTuning.Trainers.Engines;
using MLNetTuning.Trainers.Networks;
using MLNetTuning.Trainers.Onnx;
using MLNetTuning.Trainers.Portable;
using MLNetTuning.Trainers.Tests.Engines;
using MLNetTuning.Trainers.Tests.Portable;
using MLNetTuning.Trainers.Training;

namespace MLNetTuning.Trainers.Tests.Onnx;

/// <summary>Portable models, from raw columns to labels, say in ONNX Runtime what they say here.</summary>
public sealed class OnnxPipelineTests(OnnxRuntime runtime) : IClassFixture<OnnxRuntime>
{
    private const double Close = 1e-4;

    // What a score near certainty says depends on the last digit of the probability.
    private const double Certain = 7;

    private static readonly PortableColumn[] Columns = [new("age", PortableColumnKind.Number), new("city", PortableColumnKind.Text), new("code", PortableColumnKind.Number)];

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    public void Write_EveryKindOfStep_SaysTheSame(int members)
    {
        var model = PortableSamples.Binary([.. Enumerable.Range(1, members).Select(i => (float)i)]);
        AssertEqual(model, WithoutWords(PortableSamples.Table()));
    }

    [Theory]
    [InlineData(PredictionTask.Binary)]
    [InlineData(PredictionTask.Multiclass)]
    [InlineData(PredictionTask.Regression)]
    public void Write_NetworksTreesAndLinear_SayTheSame(PredictionTask task)
    {
        var (raw, labels) = (Table(500), Samples.Make(task, 500, 3).Labels);
        var featurizer = Featurizer();
        var features = Features(featurizer, raw);
        var data = new TrainingData(features, labels);
        PortableMember[] members =
        [
            new(featurizer, Network(task, data), 2),
            new(featurizer, Trees(task, data)),
            new(featurizer, Linear(task, features.Columns), 0.5f),
            new(Featurizer(), Network(task, data), 1.5f),
        ];
        foreach (var some in new[] { members, members[..1], members[1..2], members[2..3] })
        {
            AssertEqual(new PortableModel(Columns, Label(task), some), Strange(raw));
        }
    }

    [Fact]
    public void Write_MembersThatKnowOtherClasses_SayTheSame()
    {
        var raw = Table(300);
        var featurizer = Featurizer();
        var features = Features(featurizer, raw);
        var binary = new TrainingData(features, Samples.Make(PredictionTask.Multiclass, 300, 3).Labels);
        PortableMember[] members =
        [
            new(featurizer, Network(PredictionTask.Multiclass, binary), 1, [2, 0, 1]),
            new(featurizer, new LinearPredictor(Weights(2, features.Columns), [0.1f, 0.4f], PortableLink.NormalizedLogistic([-1, -0.5f], [0.1f, 0])), 3, [2, 1]),
        ];
        AssertEqual(new PortableModel(Columns, Label(PredictionTask.Multiclass), members), raw);
        AssertEqual(new PortableModel(Columns, Label(PredictionTask.Multiclass), members[..1]), raw);
    }

    [Fact]
    public void Write_DecisionWeights_DecideTheLabelAndLeaveTheProbabilities()
    {
        var (raw, featurizer) = (Table(300), Featurizer());
        PortableMember[] members = [new(featurizer, Varied(PredictionTask.Multiclass, 1)), new(featurizer, Varied(PredictionTask.Multiclass, 2))];
        var plain = new PortableModel(Columns, Label(PredictionTask.Multiclass), members);
        var weighted = new PortableModel(Columns, Label(PredictionTask.Multiclass) with { DecisionWeights = [0.4f, 1, 2.5f] }, members);
        var (one, other) = (plain.Predict(raw), weighted.Predict(raw));
        Assert.Equal(one.Scores.Values, other.Scores.Values);
        Assert.Contains(Enumerable.Range(0, 300), row => one.PredictedClass(row) != other.PredictedClass(row));
        AssertEqual(weighted, raw);
    }

    [Fact]
    public void Write_LinksOfAllKinds_SayTheSame()
    {
        var raw = Table(100);
        var width = Features(Featurizer(), raw).Columns;
        var shares = new TreeEnsembleModel(width, [0.3f], [new Tree([0], [40], [~0], [~1], [false], [0.2f, 0.69f])]);
        AssertEqual(Single(PredictionTask.Binary, new TreePredictor(shares, PortableLink.Probabilities)), raw);
        AssertEqual(Single(PredictionTask.Binary, new LinearPredictor(Weights(1, width), [0.2f], PortableLink.Identity)), raw);
        AssertEqual(Single(PredictionTask.Binary, new LinearPredictor(Weights(1, width), [0.2f], PortableLink.Logistic(-0.3f, 0.4f))), raw);
        AssertEqual(Single(PredictionTask.Regression, new LinearPredictor(Weights(1, width), [0.2f], PortableLink.Exponential)), raw);
    }

    public static TheoryData<string> Combiners() => new(Combined().Keys.ToArray());

    [Theory]
    [MemberData(nameof(Combiners))]
    public void Write_CombinersOfAllKinds_SayTheSame(string name)
    {
        var raw = Table(300);
        var featurizer = Featurizer();
        var combiner = Combined()[name];
        var task = combiner is AveragingCombiner average ? average.Task : ((StackCombiner)combiner).Task;
        var outputs = Samples.Outputs(task);
        PortableMember[] members = [.. Enumerable.Range(0, 4).Select(i => new PortableMember(featurizer, Varied(task, i), i + 1, Group: Math.Min(i, 2)))];
        var hasPassthrough = combiner.Inputs > 3 * outputs;
        AssertEqual(new PortableModel(Columns, Label(task), members, combiner, hasPassthrough ? featurizer : null), raw);
    }

    [Fact]
    public void Write_VectorsAndBags_SayTheSame()
    {
        PortableColumn[] columns = [new("tags", PortableColumnKind.Text, 3), new("codes", PortableColumnKind.Number, 2), new("scores", PortableColumnKind.Number)];
        var featurizer = new PortableFeaturizer(
        [
            new CategoryStep("tags", "bag", ["a", "b", ""], sum: true),
            new CategoryStep("tags", "side", ["b", "a"]),
            new CategoryStep("codes", "codes#bag", [1f, -2.5f], new FloatMatrix(4, 2, [1, 2, 3, 4, 5, 6, 7, 8]), sum: true),
            new CategoryStep("codes", "codes#side", [3f, 1f, 0f]),
            new MissingIndicatorStep("scores", "scores#missing"),
            new ReplaceMissingStep("scores", "scores#full", [2]),
            new ConcatenateStep(["bag", "side", "codes#bag", "codes#side", "scores#missing", "scores#full"], "all"),
        ], "all");
        var label = new PortableLabel { Task = PredictionTask.Binary };
        var model = new PortableModel(columns, label, [new PortableMember(featurizer, new LinearPredictor(Weights(1, 19), [0], PortableLink.Logistic()))]);
        var table = new PortableTable(3)
            .Set("tags", ["a", "b", "a", "", "c", "b", null, null, "b"], 3)
            .Set("codes", [1, -2.5f, float.NaN, 0, 3, 77], 2)
            .Set("scores", [1, float.NaN, -3]);
        AssertEqual(model, table);
    }

    [Fact]
    public void Write_TextsForNumbers_TakesTheUsualWordsForMissing()
    {
        var featurizer = new PortableFeaturizer([new ParseNumberStep("x", "number"), new ReplaceMissingStep("number", "full", [9])], "full");
        PortableColumn[] columns = [new("x", PortableColumnKind.Text)];
        var model = new PortableModel(columns, new PortableLabel { Task = PredictionTask.Regression }, [new PortableMember(featurizer, new LinearPredictor(new FloatMatrix(1, 1, [2]), [0], PortableLink.Identity))]);
        AssertEqual(model, new PortableTable(8).Set("x", ["1.5", "-2e3", "", null, "NA", "?", "null", " 7"]));
        Assert.Throws<InvalidOperationException>(() => runtime.Run(model, new PortableTable(1).Set("x", ["seven"])));
    }

    [Fact]
    public void Write_Dates_AreSecondsAndBecomeTheSameParts()
    {
        string[] texts = ["2024-02-29 13:45:30", "2023-03-01", "1999-12-31T23:59:59", "2000-01-01", "1900-03-01", "1968-02-29 06:00", "2100-12-31", "2000-02-29", "", "0004-02-29"];
        long[] seconds = [.. texts.Select(text => text.Length == 0 ? long.MinValue : (DateTime.Parse(text, System.Globalization.CultureInfo.InvariantCulture) - DateTime.UnixEpoch).Ticks / TimeSpan.TicksPerSecond)];
        for (var part = 0; part < DateStep.Parts; part++)
        {
            var pick = new FloatMatrix(1, DateStep.Parts);
            pick.Values[part] = 1;
            var steps = new PortableFeaturizer([new DateStep("when", "parts", false), new ReplaceMissingStep("parts", "full", [.. Enumerable.Repeat(-7f, DateStep.Parts)])], "full");
            var model = new PortableModel(
                [new("when", PortableColumnKind.Text)], new PortableLabel { Task = PredictionTask.Regression }, [new PortableMember(steps, new LinearPredictor(pick, [0], PortableLink.Identity))]);
            var expected = model.Predict(new PortableTable(texts.Length).Set("when", texts)).Scores.Values;
            var given = runtime.Run(model, texts.Length, OnnxRuntime.Input("when", seconds))["predictions"].Numbers;
            Assert.Equal(expected.Select(value => (double)value), given, (one, other) => Math.Abs(one - other) <= 1e-6 * Math.Max(1, Math.Abs(one)));
        }
    }

    [Fact]
    public void Write_FreeText_IsItsWordsAndItsLength()
    {
        string[] texts = ["The pipe is broken, broken!", "", "All fine", "the THE 😀 Broken"];
        var step = new WordsStep("note", "words", ["broken", "the", "fine"]);
        var sums = new WordSumStep("note", "sums", ["the", "broken"], new FloatMatrix(2, 2, [0.5f, 0.25f, -1, 3]));
        var weights = new FloatMatrix(1, step.Width + 2, [0.01f, 0.1f, 1, 10, 100, 1, 7]);
        var model = new PortableModel(
            [new("note", PortableColumnKind.Text), new("note_length", PortableColumnKind.Number)], new PortableLabel { Task = PredictionTask.Regression },
            [new PortableMember(new PortableFeaturizer([step, sums, new ConcatenateStep(["words", "sums"], "all")], "all"), new LinearPredictor(weights, [0], PortableLink.Identity))]);
        var table = new PortableTable(texts.Length).Set("note", texts).Set("note_length", new float[texts.Length]);
        string[][] words = [.. texts.Select(text => WordsStep.Split(text).ToArray())];
        var longest = words.Max(one => one.Length);
        var given = runtime.Run(
            model,
            texts.Length,
            OnnxRuntime.Input("note", longest, words.SelectMany(one => Enumerable.Range(0, longest).Select(i => i < one.Length ? one[i] : string.Empty)).ToArray()),
            OnnxRuntime.Input("note_length_", 1, texts.Select(text => (float)text.Length).ToArray()),
            OnnxRuntime.Input("note_length", 1, new float[texts.Length]));
        Assert.Equal(model.Predict(table).Scores.Values.Select(value => (double)value), given["predictions"].Numbers, (one, other) => Math.Abs(one - other) < 1e-4);
        Assert.Contains(OnnxExport.Describe(model), input => input.Input == "note_length_");
    }

    [Fact]
    public void Write_ADateThatIsACategoryToo_IsRefusedByName()
    {
        var steps = new PortableFeaturizer([new DateStep("when", "parts", false), new CategoryStep("when", "level", ["a"]), new ConcatenateStep(["parts", "level"], "all")], "all");
        var model = new PortableModel(
            [new("when", PortableColumnKind.Text)], new PortableLabel { Task = PredictionTask.Regression }, [new PortableMember(steps, new LinearPredictor(new FloatMatrix(1, 8), [0], PortableLink.Identity))]);
        using var stream = new MemoryStream();
        Assert.Contains("Column 'when'", Assert.Throws<ArgumentException>(() => OnnxExport.Write(model, stream)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Save_AFile_ReplacesWhatIsThereOnceWhole()
    {
        var path = Path.GetTempFileName();
        try
        {
            var model = PortableSamples.Binary(1);
            OnnxExport.Save(model, path);
            using var stream = new MemoryStream();
            OnnxExport.Write(model, stream);
            Assert.Equal(stream.ToArray(), File.ReadAllBytes(path));
            Assert.False(File.Exists(path + ".part"));

            var parts = new TreeEnsembleModel(1, [0], [new Tree([0], [0], [~0], [~1], [false], [1, 2]) { CategorySets = [[(1 << 24) + 1]] }]);
            var numbers = new PortableFeaturizer([], "age");
            var refused = new PortableModel(Columns, new PortableLabel { Task = PredictionTask.Regression }, [new PortableMember(numbers, new TreePredictor(parts, PortableLink.Identity))]);
            Assert.Contains("category above 16777216", Assert.Throws<ArgumentException>(() => OnnxExport.Save(refused, path)).Message, StringComparison.Ordinal);
            Assert.Equal(stream.ToArray(), File.ReadAllBytes(path));
        }
        finally
        {
            File.Delete(path);
        }
    }

    private static Dictionary<string, PortablePredictor> Combined()
    {
        const PredictionTask Binary = PredictionTask.Binary;
        float[] weights = [1, 0.5f, 1.5f];
        var mean = new AveragingCombiner(Binary, 1, weights);
        float[][] known = [[0.1f, 0.2f, 0.2f, 0.7f], [0.3f, 0.5f], [0.01f, 0.4f, 0.41f, 0.42f, 0.99f]];
        var rank = new AveragingCombiner(Binary, 1, weights, AveragingKind.Rank, known);
        StackCombiner Stack(PredictionTask task, int passed, AveragingCombiner last)
        {
            var outputs = Samples.Outputs(task);
            PortablePredictor Layer(int inputs, float bias) =>
                new LinearPredictor(Weights(outputs, inputs), [.. Enumerable.Repeat(bias, outputs)], Linear(task, 1).Link);
            return new StackCombiner(task, 3, [[Layer((3 * outputs) + passed, 0.1f), Layer((3 * outputs) + passed, -0.4f)], [Layer((2 * outputs) + passed, 0)]], last);
        }

        return new Dictionary<string, PortablePredictor>
        {
            ["mean"] = mean,
            ["logit"] = new AveragingCombiner(Binary, 1, weights, AveragingKind.Logit),
            ["rank"] = rank,
            ["rank platt"] = rank.WithPlatt(-3, 1),
            ["median"] = new AveragingCombiner(Binary, 1, weights, AveragingKind.Median),
            ["median alike"] = new AveragingCombiner(Binary, 1, [1, 0, 1], AveragingKind.Median),
            ["temperature"] = mean.WithTemperature(1.7),
            ["threshold"] = mean.WithPlatt(-0.8, 0.2).WithThreshold(0.3),
            ["isotonic"] = mean.WithIsotonic([-2, -1, -1, 0.5f, 2], [0.1f, 0.2f, 0.4f, 0.6f, 0.9f]),
            ["regression"] = new AveragingCombiner(PredictionTask.Regression, 1, weights),
            ["regression median"] = new AveragingCombiner(PredictionTask.Regression, 1, weights, AveragingKind.Median),
            ["classes"] = new AveragingCombiner(PredictionTask.Multiclass, 3, weights),
            ["classes logit"] = new AveragingCombiner(PredictionTask.Multiclass, 3, weights, AveragingKind.Logit),
            ["classes median"] = new AveragingCombiner(PredictionTask.Multiclass, 3, weights, AveragingKind.Median).WithTemperature(0.6),
            ["stack"] = Stack(Binary, 0, new AveragingCombiner(Binary, 1, [1]).WithTemperature(1.2)),
            ["stack passed"] = Stack(Binary, 6, new AveragingCombiner(Binary, 1, [1])),
            ["stack classes"] = Stack(PredictionTask.Multiclass, 6, new AveragingCombiner(PredictionTask.Multiclass, 3, [1])),
            ["stack regression"] = Stack(PredictionTask.Regression, 6, new AveragingCombiner(PredictionTask.Regression, 1, [1])),
        };
    }

    private static LinearPredictor Varied(PredictionTask task, int member)
    {
        var link = Linear(task, 1).Link;
        var outputs = Samples.Outputs(task);
        return new LinearPredictor(new FloatMatrix(outputs, 6, [.. Enumerable.Range(0, outputs * 6).Select(i => MathF.Cos(i + (3 * member)) * 0.4f)]), new float[outputs], link);
    }

    private static PortableModel Single(PredictionTask task, PortablePredictor predictor) => new(Columns, Label(task), [new PortableMember(Featurizer(), predictor)]);

    private static PortableLabel Label(PredictionTask task) => new()
    {
        Task = task,
        Classes = task switch { PredictionTask.Binary => ["No", "Yes"], PredictionTask.Multiclass => ["low", "middle", "high"], _ => [] },
    };

    private static NetworkPredictor Network(PredictionTask task, TrainingData data)
    {
        var table = TableEncoder.Fit(data.Features, new TableEncoderOptions { Kinds = [ColumnKind.Numeric, ColumnKind.Auto, ColumnKind.Category, ColumnKind.Numeric, ColumnKind.Numeric, ColumnKind.Numeric] });
        var spec = NetworkRecipe.RealMlp(task, table.Inputs, Samples.Outputs(task)).Spec;
        spec = spec with { Blocks = [spec.Blocks[0] with { Width = 16 }], Members = 2, Wide = true };
        using var session = new ManagedEngine().Start(spec, new TrainingOptions { Epochs = 2, LearningRate = 0.01f }, new TrainingData(table.Transform(data.Features), data.Labels), null);
        session.RunTo(2);
        return new NetworkPredictor(session.CreateModel(), table);
    }

    private static TreePredictor Trees(PredictionTask task, TrainingData data)
    {
        var (loss, link) = task switch
        {
            PredictionTask.Binary => (BoostingLoss.Logistic, PortableLink.Logistic()),
            PredictionTask.Multiclass => (BoostingLoss.Softmax, PortableLink.Softmax),
            _ => (BoostingLoss.SquaredError, PortableLink.Identity),
        };
        var options = new BoostingOptions { Loss = loss, Classes = task == PredictionTask.Multiclass ? 3 : 0, Trees = 12, Categorical = [2] };
        return new TreePredictor(new HistGradientBoosting().Fit(options, data), link);
    }

    private static LinearPredictor Linear(PredictionTask task, int inputs)
    {
        var outputs = Samples.Outputs(task);
        var link = task switch { PredictionTask.Binary => PortableLink.Logistic(), PredictionTask.Multiclass => PortableLink.Softmax, _ => PortableLink.Identity };
        return new LinearPredictor(Weights(outputs, inputs), new float[outputs], link);
    }

    private static FloatMatrix Weights(int outputs, int inputs) =>
        new(outputs, inputs, [.. Enumerable.Range(0, outputs * inputs).Select(i => MathF.Sin(i + 1) * 0.3f)]);

    /// <summary>Six features: age as it is, age missing, the city's number, the city's three others.</summary>
    private static PortableFeaturizer Featurizer() => new(
    [
        new ReplaceMissingStep("age", "age#full", [40]),
        new MissingIndicatorStep("age", "age#missing"),
        new AffineStep("age#full", "age#scaled", [30], [0.05f]),
        new CategoryStep("code", "code#number", [5f, 2f, 900f], new FloatMatrix(5, 1, [0, 1, 2, 3, 4])),
        new CategoryStep("city", "city#hot", ["Rome", "Oslo", "Lima"]),
        new ConcatenateStep(["age#scaled", "age#missing", "code#number", "city#hot"], "Features"),
    ], "Features");

    private static FloatMatrix Features(PortableFeaturizer featurizer, PortableTable table)
    {
        var frame = new PortableFrame(table.Rows, Columns) { Rows = table.Rows };
        frame.Load(table, Columns, 0, table.Rows);
        return featurizer.Run(frame);
    }

    private static PortableTable Table(int rows)
    {
        var random = new Random(2);
        string?[] cities = ["Rome", "Oslo", "Lima", "Atlantis", null];
        float[] codes = [5, 2, 900, float.NaN, 3];
        return new PortableTable(rows)
            .Set("age", [.. Enumerable.Range(0, rows).Select(_ => random.Next(5) == 0 ? float.NaN : random.Next(18, 90))])
            .Set("city", [.. Enumerable.Range(0, rows).Select(_ => cities[random.Next(5)])])
            .Set("code", [.. Enumerable.Range(0, rows).Select(_ => codes[random.Next(5)])]);
    }

    private static PortableTable Strange(PortableTable table)
    {
        var (ages, cities, codes) = ((float[])table.Numbers("age")!.Clone(), (string?[])table.Texts("city")!.Clone(), (float[])table.Numbers("code")!.Clone());
        (ages[0], ages[1], cities[2], cities[3], codes[4], codes[5]) = (-500, 1e6f, "rome", "Ōsaka", 2.5f, -1);
        return new PortableTable(table.Rows).Set("age", ages).Set("city", cities).Set("code", codes);
    }

    // A word where a number is wanted is missing here and refused there.
    private static PortableTable WithoutWords(PortableTable table) => table.Set("rate", [.. table.Texts("rate")!.Select(text => text == "x" ? "?" : text)]);

    private void AssertEqual(PortableModel model, PortableTable table)
    {
        var given = runtime.Run(model, table);
        var expected = model.Predict(table);
        var scores = model.Columns.Any(column => column.Name == "scores") ? "scores_1" : "scores";
        string[] names = model.Label.Task switch
        {
            PredictionTask.Regression => ["predictions"],
            PredictionTask.Multiclass => ["probabilities", "label", "class"],
            _ => [scores, "label", .. model.HasProbabilities ? ["probabilities"] : Array.Empty<string>(), .. model.Label.Classes.Count > 0 ? ["class"] : Array.Empty<string>()],
        };
        Assert.Equal(names.Order(), given.Keys.Order());
        var main = given[names[0]];
        Assert.Equal([table.Rows, model.Label.Outputs], main.Dimensions);
        for (var i = 0; i < main.Numbers.Length; i++)
        {
            var value = expected.Scores.Values[i];
            if (model.Label.Task != PredictionTask.Binary || Math.Abs(value) < Certain)
            {
                Assert.Equal(value, main.Numbers[i], Close * Math.Max(1, Math.Abs(value)));
            }
        }

        for (var row = 0; row < table.Rows && model.Label.Task != PredictionTask.Regression; row++)
        {
            if (expected.Probabilities is { } probabilities)
            {
                Assert.Equal(probabilities[row], given["probabilities"].Numbers[(2 * row) + 1], Close);
                Assert.Equal(1 - probabilities[row], given["probabilities"].Numbers[2 * row], Close);
            }

            Assert.Equal(expected.PredictedClass(row), given["label"].Numbers[row]);
            Assert.True(model.Label.Classes.Count == 0 || model.Label.Classes[expected.PredictedClass(row)] == given["class"].Texts[row]);
        }
    }
}
