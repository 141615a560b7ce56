using Microsoft.ML;
using Microsoft.ML.Data;
using Microsoft.ML.Experimental;
using MLNetTuning.Host.Tests.Transforms;

namespace MLNetTuning.Host.Tests.Model;

public sealed class PredictionEngineTests
{
    private readonly MLContext _ml = new(1);

    [Fact]
    public void Predict_OutputGiven_IsFilledAndKept()
    {
        using var engine = _ml.Model.CreatePredictionEngine<MixedRow, Doubled>(Model());
        var output = new Doubled { Kept = 7 };
        var same = output;

        engine.Predict(new MixedRow { Number = 3 }, ref output);

        Assert.Same(same, output);
        Assert.Equal(3, output.Copy);
        Assert.Equal(7, output.Kept);
    }

    [Fact]
    public void Predict_OutputNull_MakesOne()
    {
        using var engine = _ml.Model.CreatePredictionEngine<MixedRow, Doubled>(Model());
        Doubled output = null!;

        engine.Predict(new MixedRow { Number = 3 }, ref output);

        Assert.Equal(3, output.Copy);
    }

    [Fact]
    public void Predict_NoInput_Throws()
    {
        using var engine = _ml.Model.CreatePredictionEngine<MixedRow, Doubled>(Model());

        Assert.Throws<ArgumentNullException>(() => engine.Predict(null!));
    }

    [Fact]
    public void OutputSchema_Engine_HasTheInputsAndTheModelsColumns()
    {
        using var engine = _ml.Model.CreatePredictionEngine<MixedRow, Doubled>(Model());

        Assert.Equal(["Number", "Category", "Vector", "Flag", "Copy"], engine.OutputSchema.Select(static c => c.Name));
    }

    [Fact]
    public void CreatePredictionEngine_OutputHasAMemberWithoutColumn_IsAnErrorUnlessIgnored()
    {
        Assert.ThrowsAny<Exception>(() => _ml.Model.CreatePredictionEngine<MixedRow, Doubled>(Model(), ignoreMissingColumns: false));
        Assert.ThrowsAny<Exception>(() => _ml.Model.CreatePredictionEngine<MixedRow, Doubled>(Model(), new PredictionEngineOptions { IgnoreMissingColumns = false }));
    }

    [Fact]
    public void CreatePredictionEngine_InputSchema_GivesVectorsTheirSize()
    {
        var data = _ml.Data.LoadFromEnumerable([new Sized { Vector = [1, 2, 3] }]);
        var model = _ml.Transforms.NormalizeMinMax("Vector").Append(_ml.Transforms.CopyColumns("Copy", "Vector")).Fit(data);

        using var engine = _ml.Model.CreatePredictionEngine<Unsized, UnsizedCopy>(model, data.Schema);

        Assert.Equal(3, engine.Predict(new Unsized { Vector = [1, 2, 3] }).Copy.Length);
    }

    [Fact]
    public void CreatePredictionEngine_InputLacksAColumnOfTheSchema_Throws()
    {
        var data = _ml.Data.LoadFromEnumerable([new Sized { Vector = [1, 2, 3] }]);
        var model = _ml.Transforms.CopyColumns("Copy", "Vector").Fit(data);

        var error = Assert.Throws<InvalidOperationException>(() => _ml.Model.CreatePredictionEngine<UnsizedCopy, UnsizedCopy>(model, data.Schema));

        Assert.Contains("Type should contain a member named Vector", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void CreatePredictionEngine_SchemaDefinition_NamesAndSizesTheInput()
    {
        var data = _ml.Data.LoadFromEnumerable([new Sized { Vector = [1, 2, 3] }]);
        var model = _ml.Transforms.CopyColumns("Copy", "Vector").Fit(data);
        var input = SchemaDefinition.Create(typeof(Other));
        var numbers = input["Numbers"];
        numbers.ColumnName = "Vector";
        numbers.ColumnType = new VectorDataViewType(NumberDataViewType.Single, 3);
        var output = SchemaDefinition.Create(typeof(UnsizedCopy));

        using var engine = _ml.Model.CreatePredictionEngine<Other, UnsizedCopy>(model, inputSchemaDefinition: input, outputSchemaDefinition: output);

        Assert.Equal([4, 5, 6], engine.Predict(new Other { Numbers = [4, 5, 6] }).Copy);
    }

    [Fact]
    public void CreatePredictionEngine_ModelThatFilters_Throws()
    {
        var chain = new TransformerChain<ITransformer>(new Filtering());

        Assert.ThrowsAny<Exception>(() => _ml.Model.CreatePredictionEngine<MixedRow, Doubled>(chain));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Dispose_Engine_DisposesTheModelWhereItOwnsIt(bool owns)
    {
        var model = new Disposing();
        var engine = _ml.Model.CreatePredictionEngine<MixedRow, Doubled>(model, new PredictionEngineOptions { OwnsTransformer = owns });

        engine.Dispose();
        engine.Dispose();

        Assert.Equal(owns ? 1 : 0, model.Disposed);
    }

    [Fact]
    public void CancelExecution_ThenFit_EndsCanceled()
    {
        var ml = new MLContext(1);
        var data = ml.Data.LoadFromEnumerable(Enumerable.Range(0, 100).Select(static i => new Sized { Vector = [i, i % 7, 1], Label = i % 3 == 0 }));
        var trainer = ml.BinaryClassification.Trainers.FastTree(featureColumnName: "Vector");

        ml.CancelExecution();

        Assert.ThrowsAny<OperationCanceledException>(() => trainer.Fit(data));
    }

    private ITransformer Model() => _ml.Transforms.CopyColumns("Copy", "Number").Fit(MixedRow.Load(_ml));

    private sealed class Doubled
    {
        public float Copy { get; set; }

        public float Kept { get; set; }
    }

    private sealed class Sized
    {
        [VectorType(3)]
        public float[] Vector { get; set; } = [];

        public bool Label { get; set; }
    }

    private sealed class Unsized
    {
        public float[] Vector { get; set; } = [];

        public bool Label { get; set; }
    }

    private sealed class Other
    {
        public float[] Numbers { get; set; } = [];
    }

    private sealed class UnsizedCopy
    {
        public float[] Copy { get; set; } = [];
    }

    private sealed class Filtering : ITransformer
    {
        public bool IsRowToRowMapper => false;

        public DataViewSchema GetOutputSchema(DataViewSchema inputSchema) => inputSchema;

        public IRowToRowMapper GetRowToRowMapper(DataViewSchema inputSchema) => throw new NotSupportedException();

        public IDataView Transform(IDataView input) => input;

        public void Save(ModelSaveContext ctx)
        {
        }
    }

    private sealed class Disposing : ITransformer, IDisposable
    {
        private readonly ITransformer _inner = new MLContext(1).Transforms.CopyColumns("Copy", "Number").Fit(MixedRow.Load(new MLContext(1)));

        public int Disposed { get; private set; }

        public bool IsRowToRowMapper => true;

        public DataViewSchema GetOutputSchema(DataViewSchema inputSchema) => _inner.GetOutputSchema(inputSchema);

        public IRowToRowMapper GetRowToRowMapper(DataViewSchema inputSchema) => _inner.GetRowToRowMapper(inputSchema);

        public IDataView Transform(IDataView input) => _inner.Transform(input);

        public void Save(ModelSaveContext ctx) => _inner.Save(ctx);

        public void Dispose() => Disposed++;
    }
}
