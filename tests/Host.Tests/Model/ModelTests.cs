using Microsoft.ML;
using Microsoft.ML.Data;
using Microsoft.ML.Transforms;
using MLNetTuning.Host.Tests.Transforms;

namespace MLNetTuning.Host.Tests.Model;

public sealed class ModelTests
{
    private readonly MLContext _ml = new(1);

    [Fact]
    public void SaveThenLoad_WholePipeline_GivesTheSameColumns()
    {
        var data = MixedRow.Load(_ml);
        var model = Pipeline().Fit(data);
        using var file = new MemoryStream();
        _ml.Model.Save(model, data.Schema, file);
        file.Position = 0;

        var ml = new MLContext();
        ml.ComponentCatalog.RegisterAssembly(typeof(HalfFactory).Assembly);
        var loaded = ml.Model.Load(file, out var schema);

        Assert.Equal(data.Schema.Select(static c => (c.Name, c.Type)), schema.Select(static c => (c.Name, c.Type)));
        var (before, after) = (model.Transform(data), loaded.Transform(data));
        Assert.Equal(before.Schema.Select(static c => (c.Name, c.Type)), after.Schema.Select(static c => (c.Name, c.Type)));
        Assert.Equal(before.GetColumn<float[]>("Features"), after.GetColumn<float[]>("Features"));
        Assert.Equal(before.GetColumn<float>("Half"), after.GetColumn<float>("Half"));
        Assert.Equal(before.GetColumn<uint>("Size"), after.GetColumn<uint>("Size"));
        Assert.Equal(MixedRow.SlotNames(before.Schema["Features"]), MixedRow.SlotNames(after.Schema["Features"]));
    }

    [Fact]
    public void SaveThenLoad_File_KeepsTheSchema()
    {
        var path = Path.Combine(Path.GetTempPath(), $"mlnettuning-{Guid.NewGuid():N}.zip");
        try
        {
            var data = MixedRow.Load(_ml);
            _ml.Model.Save(_ml.Transforms.CopyColumns("B", "Number").Fit(data), data.Schema, path);

            var model = _ml.Model.Load(path, out var schema);

            Assert.Equal(data.Schema.Count, schema.Count);
            Assert.Equal(data.GetColumn<float>("Number"), model.Transform(data).GetColumn<float>("B"));
        }
        finally
        {
            File.Delete(path);
        }
    }

    [Fact]
    public void Load_NotAModel_Throws() => Assert.ThrowsAny<Exception>(() => _ml.Model.Load(new MemoryStream([1, 2, 3, 4, 5, 6, 7, 8]), out _));

    [Fact]
    public void Load_NoSuchFile_Throws() => Assert.ThrowsAny<IOException>(() => _ml.Model.Load("/no/such/model.zip", out _));

    [Fact]
    public void CreatePredictionEngine_Pipeline_PredictsLikeTransform()
    {
        var data = MixedRow.Load(_ml);
        var model = Pipeline().Fit(data);
        using var engine = _ml.Model.CreatePredictionEngine<MixedRow, Out>(model);

        var expected = _ml.Data.CreateEnumerable<Out>(model.Transform(data), reuseRowObject: false).ToArray();
        var actual = _ml.Data.CreateEnumerable<MixedRow>(data, reuseRowObject: false).Select(engine.Predict).ToArray();

        Assert.Equal(expected.Select(static o => o.Half), actual.Select(static o => o.Half));
        Assert.Equal(expected.Select(static o => o.Features), actual.Select(static o => o.Features));
    }

    [Fact]
    public void CreatePredictionEngine_InputLacksAColumn_Throws() =>
        Assert.ThrowsAny<Exception>(() => _ml.Model.CreatePredictionEngine<Out, Out>(_ml.Transforms.CopyColumns("B", "Number").Fit(MixedRow.Load(_ml))));

    [Fact]
    public void TransformerChain_Enumerated_GivesItsTransformersInOrder()
    {
        var model = _ml.Transforms.CopyColumns("B", "Number").Append(_ml.Transforms.DropColumns("Number")).Fit(MixedRow.Load(_ml));

        Assert.Equal([typeof(ColumnCopyingTransformer), typeof(ColumnSelectingTransformer)], model.Select(static t => t.GetType()));
        Assert.IsType<ColumnSelectingTransformer>(model.LastTransformer);
    }

    [Fact]
    public void Append_Scope_LimitsWhereATransformerIsUsed()
    {
        var data = MixedRow.Load(_ml);
        var model = _ml.Transforms.CopyColumns("B", "Number").Append(_ml.Transforms.CopyColumns("C", "Number"), TransformerScope.Training).Fit(data);

        Assert.Null(model.Transform(data).Schema.GetColumnOrNull("C"));
        Assert.NotNull(model.Transform(data, TransformerScope.Everything).Schema.GetColumnOrNull("C"));
    }

    [Fact]
    public void AppendCacheCheckpoint_Fit_ReadsTheSourceOnceForWhatFollows()
    {
        var reads = 0;
        var data = _ml.Data.LoadFromEnumerable(Enumerable.Range(1, 4).Select(i =>
        {
            reads++;
            return new MixedRow { Number = i };
        }));
        var pipeline = _ml.Transforms.CopyColumns("B", "Number").AppendCacheCheckpoint(_ml)
            .Append(_ml.Transforms.NormalizeMinMax("B")).Append(_ml.Transforms.NormalizeMeanVariance("B"));

        pipeline.Fit(data);

        Assert.Equal(4, reads);
    }

    [Fact]
    public void GetDependencies_RowMapper_NamesTheColumnsNeeded()
    {
        var data = MixedRow.Load(_ml);
        ITransformer model = Pipeline().Fit(data);
        var mapper = model.GetRowToRowMapper(data.Schema);

        var needed = mapper.GetDependencies([mapper.OutputSchema["Half"]]);

        Assert.Equal(["Number"], needed.Select(static c => c.Name));
    }

    private EstimatorChain<CustomMappingTransformer<HalfIn, HalfOut>> Pipeline() => _ml.Transforms.Categorical.OneHotEncoding("Hot", "Category")
        .Append(_ml.Transforms.Conversion.ConvertType("Flag", "Flag"))
        .Append(_ml.Transforms.IndicateMissingValues("Missing", "Number"))
        .Append(_ml.Transforms.Conversion.ConvertType("Missing", "Missing"))
        .Append(_ml.Transforms.ReplaceMissingValues("Filled", "Number", MissingValueReplacingEstimator.ReplacementMode.Mean))
        .Append(_ml.Transforms.ReplaceMissingValues("Vector"))
        .Append(_ml.Transforms.NormalizeMeanVariance("Vector", fixZero: false))
        .Append(_ml.Transforms.Conversion.MapValue("Size", [new KeyValuePair<float, string>(1, "small"), new(5, "large")], "Number", treatValuesAsKeyType: true))
        .Append(_ml.Transforms.Concatenate("Features", "Filled", "Missing", "Flag", "Hot", "Vector"))
        .Append(_ml.Transforms.DropColumns("Hot"))
        .Append(_ml.Transforms.CustomMapping<HalfIn, HalfOut>(HalfFactory.Halve, HalfFactory.Contract));

    private sealed class Out
    {
        public float Half { get; set; }

        public float[] Features { get; set; } = [];
    }
}
