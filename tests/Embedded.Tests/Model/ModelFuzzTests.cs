using Microsoft.ML;
using Microsoft.ML.Data;
using Microsoft.ML.Trainers;

namespace MLNetTuning.Embedded.Tests.Model;

/// <summary>Damaged model files give one of the expected errors or a model that scores; never anything else.</summary>
public sealed class ModelFuzzTests
{
    private const int Mutations = 1500;
    private const long MostBytes = 1L << 26;

    private readonly MLContext _ml = new(1);
    private readonly IDataView _data;

    public ModelFuzzTests()
    {
        _data = FuzzRow.Load(_ml);
    }

    [Theory]
    [InlineData("trees")]
    [InlineData("linear")]
    [InlineData("one-hot")]
    [InlineData("custom mapping")]
    [InlineData("nested")]
    [InlineData("lookup")]
    [InlineData("text")]
    [InlineData("expression")]
    [InlineData("binary")]
    public void Load_DamagedModel_FailsAsExpectedOrScores(string name)
    {
        var model = Estimator(name).Fit(_data);
        var file = new MemoryStream();
        _ml.Model.Save(model, _data.Schema, file);
        var mutation = new Mutation(file.ToArray(), new Random(name.Length));
        Assert.Null(Try(file.ToArray(), out _));
        var loaded = 0;
        var errors = new SortedDictionary<string, int>(StringComparer.Ordinal);

        for (var i = 0; i < Mutations; i++)
        {
            var damaged = mutation.Next();
            var before = GC.GetAllocatedBytesForCurrentThread();

            var error = Try(damaged, out var isLoaded);

            loaded += isLoaded ? 1 : 0;
            var bytes = GC.GetAllocatedBytesForCurrentThread() - before;
            if (error is not null)
            {
                errors.TryAdd(string.Join('\n', error.ToString().Split('\n').Take(3)), i);
            }
            else if (bytes > MostBytes)
            {
                errors.TryAdd("too much allocated", i);
            }
        }

        Assert.True(errors.Count == 0, string.Join('\n', errors.Select(static e => $"Mutation {e.Value}: {e.Key}")));

        // Both ends are met: damage that is noticed, and damage that leaves another model.
        Assert.InRange(loaded, Mutations / 100, Mutations * 9 / 10);
    }

    [Fact]
    public void Load_TransformersNestedTooDeep_IsRefused()
    {
        var parts = new List<(string Name, byte[] Content)>
        {
            ("manifest.json", System.Text.Encoding.UTF8.GetBytes("""{"Host":"MLNetTuning.Host","Version":1,"HasSchema":false}""")),
        };
        byte[] chain = [(byte)"TransformerChain".Length, .. "TransformerChain"u8, 1, 0, 0, 0, 7, 0, 0, 0];
        for (var depth = 0; depth < 200; depth++)
        {
            parts.Add(("model" + string.Concat(Enumerable.Repeat("/0", depth)) + ".bin", chain));
        }

        var error = Assert.Throws<FormatException>(() => _ml.Model.Load(new MemoryStream(Mutation.Zip(parts)), out _));

        Assert.Contains("levels deep", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Load_FileThatGrowsTooMuch_IsRefusedUnread()
    {
        var file = new MemoryStream();
        using (var archive = new System.IO.Compression.ZipArchive(file, System.IO.Compression.ZipArchiveMode.Create, leaveOpen: true))
        {
            using var entry = archive.CreateEntry("model.bin").Open();
            for (var i = 0; i < 64; i++)
            {
                entry.Write(new byte[1 << 20]);
            }
        }

        var before = GC.GetAllocatedBytesForCurrentThread();
        var error = Assert.Throws<FormatException>(() => _ml.Model.Load(file, out _));

        Assert.Contains("200 times", error.Message, StringComparison.Ordinal);
        Assert.True(GC.GetAllocatedBytesForCurrentThread() - before < 1 << 20);
    }

    [Fact]
    public void Save_LargeModelOfZeros_LoadsAgain()
    {
        var zeros = _ml.Data.LoadFromEnumerable([new Wide()]);
        var model = _ml.Transforms.NormalizeMeanVariance("Numbers", fixZero: false).Fit(zeros);
        var file = new MemoryStream();

        _ml.Model.Save(model, null, file);

        file.Position = 0;
        Assert.Equal(Wide.Size, _ml.Model.Load(file, out _).Transform(zeros).GetColumn<float[]>("Numbers").Single().Length);
    }

    /// <summary>Loads a file and scores a row; returns an error no file may cause.</summary>
    private Exception? Try(byte[] file, out bool isLoaded)
    {
        isLoaded = false;
        ITransformer model;
        try
        {
            model = _ml.Model.Load(new MemoryStream(file), out _);
            isLoaded = true;
        }
        catch (Exception e)
        {
            // A custom mapping whose contract nobody knows has an error of its own.
            return e is FormatException || (e is InvalidOperationException && e.Message.Contains("contract", StringComparison.Ordinal)) ? null : e;
        }

        try
        {
            var scored = model.Transform(_ml.Data.TakeRows(_data, 2));
            using var cursor = scored.GetRowCursor(scored.Schema);
            var read = scored.Schema.Select(column => Reader(cursor, column)).ToArray();
            while (cursor.MoveNext())
            {
                Array.ForEach(read, static r => r());
            }

            return null;
        }
        catch (Exception e)
        {
            // A model of other columns than the data's says so.
            return e is ArgumentException or InvalidOperationException or FormatException ? null : e;
        }
    }

    private static Action Reader(DataViewRow row, DataViewSchema.Column column) =>
        (Action)typeof(ModelFuzzTests).GetMethod(nameof(Read), System.Reflection.BindingFlags.NonPublic | System.Reflection.BindingFlags.Static)!
            .MakeGenericMethod(column.Type.RawType).Invoke(null, [row, column])!;

    private static Action Read<T>(DataViewRow row, DataViewSchema.Column column)
    {
        var getter = row.GetGetter<T>(column);
        T value = default!;
        return () => getter(ref value);
    }

    private IEstimator<ITransformer> Estimator(string name)
    {
        var features = _ml.Transforms.Concatenate("Features", "Vector", "Target");
        return name switch
        {
            "trees" => features.Append(_ml.BinaryClassification.Trainers.FastTree("Flag", numberOfLeaves: 4, numberOfTrees: 3, minimumExampleCountPerLeaf: 2)),
            "linear" => features.Append(_ml.Transforms.NormalizeMinMax("Features")).Append(_ml.Transforms.Conversion.MapValueToKey("Label", "Category"))
                .Append(_ml.MulticlassClassification.Trainers.LbfgsMaximumEntropy()).Append(_ml.Transforms.Conversion.MapKeyToValue("PredictedLabel")),
            "one-hot" => _ml.Transforms.ReplaceMissingValues("Number").Append(_ml.Transforms.IndicateMissingValues("Gap", "Vector"))
                .Append(_ml.Transforms.Categorical.OneHotEncoding("Hot", "Category")).Append(_ml.Transforms.Categorical.OneHotHashEncoding("Hash", "Text", numberOfBits: 4))
                .Append(_ml.Transforms.Conversion.ConvertType("Flag", outputKind: DataKind.Single))
                .Append(_ml.Transforms.Concatenate("Features", "Number", "Hot", "Hash", "Flag"))
                .Append(_ml.Transforms.DropColumns("Gap"))
                .Append(_ml.Regression.Trainers.LbfgsPoissonRegression("Target")),
            "custom mapping" => _ml.Transforms.CustomMapping<FuzzMapping.Input, FuzzMapping.Output>(FuzzMapping.Double, FuzzMapping.Contract)
                .Append(_ml.Transforms.NormalizeMeanVariance("Twice")).Append(_ml.Transforms.CopyColumns("Copy", "Twice")),
            "nested" => _ml.Transforms.Categorical.OneHotEncoding("Hot", "Category")
                .Append(features.Append(_ml.Transforms.Conversion.MapValueToKey("Label", "Category")))
                .Append(_ml.MulticlassClassification.Trainers.OneVersusAll(_ml.BinaryClassification.Trainers.LbfgsLogisticRegression(new LbfgsLogisticRegressionBinaryTrainer.Options { MaximumNumberOfIterations = 5 }))),
            "expression" => _ml.Transforms.Expression("Sum", "(v, x) => with(a = v * 2 ; a > 3 ? a - x ^ 2 : abs(x) ?? 1)", "Vector", "Target")
                .Append(_ml.Transforms.NormalizeLpNorm("Sum")).Append(_ml.Transforms.NormalizeLogMeanVariance("Target"))
                .Append(_ml.Transforms.Conversion.Hash("Hashed", "Category", numberOfBits: 4, maximumNumberOfInverts: 2)),
            "text" => _ml.Transforms.Text.FeaturizeText("Words", "Text").Append(_ml.Transforms.NormalizeMeanVariance("Vector"))
                .Append(_ml.Transforms.Concatenate("Features", "Words", "Vector")).Append(_ml.BinaryClassification.Trainers.SdcaLogisticRegression("Flag", maximumNumberOfIterations: 3)),
            "binary" => features.Append(_ml.Transforms.Conversion.MapValueToKey("Key", "Category")).Append(_ml.Transforms.Categorical.OneHotEncoding("Bits", "Category", Microsoft.ML.Transforms.OneHotEncodingEstimator.OutputKind.Binary))
                .Append(_ml.MulticlassClassification.Trainers.LightGbm("Key", "Features", numberOfLeaves: 4, numberOfIterations: 3, minimumExampleCountPerLeaf: 2)),
            _ => _ml.Transforms.Conversion.MapValue("Looked", new Dictionary<string, float> { ["c0"] = 1, ["c2"] = 3 }, "Category")
                .Append(_ml.Transforms.Conversion.Hash("Hashed", "Text", numberOfBits: 5)).Append(_ml.Transforms.Conversion.MapKeyToVector("Slots", "Hashed")),
        };
    }

    private sealed class Wide
    {
        public const int Size = 3_000_000;

        [VectorType(Size)]
        public float[] Numbers { get; set; } = new float[Size];
    }
}
