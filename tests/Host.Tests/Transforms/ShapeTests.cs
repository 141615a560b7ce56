using Microsoft.ML;
using Microsoft.ML.Data;
using Microsoft.ML.Transforms;

namespace MLNetTuning.Host.Tests.Transforms;

/// <summary>What holds for every transform: the shape agrees with the schema, and a model saved and loaded gives the same.</summary>
public sealed class ShapeTests
{
    private static readonly Dictionary<string, Func<TransformsCatalog, IEstimator<ITransformer>>> s_estimators = new()
    {
        ["CopyColumns"] = static t => t.CopyColumns("O", "Vector"),
        ["Concatenate"] = static t => t.Concatenate("O", "Number", "Vector"),
        ["ReplaceMissingValues"] = static t => t.ReplaceMissingValues("O", "Vector", MissingValueReplacingEstimator.ReplacementMode.Mean),
        ["IndicateMissingValues"] = static t => t.IndicateMissingValues("O", "Vector"),
        ["NormalizeMinMax"] = static t => t.NormalizeMinMax("O", "Vector"),
        ["NormalizeMeanVariance"] = static t => t.NormalizeMeanVariance("O", "Number", fixZero: false),
        ["NormalizeMeanVariance cdf"] = static t => t.NormalizeMeanVariance("O", "Number", useCdf: true),
        ["NormalizeLpNorm"] = static t => t.NormalizeLpNorm("O", "Vector"),
        ["ConvertType"] = static t => t.Conversion.ConvertType("O", "Vector", DataKind.Double),
        ["MapValueToKey"] = static t => t.Conversion.MapValueToKey("O", "Category"),
        ["MapValueToKey sorted"] = static t => t.Conversion.MapValueToKey("O", "Number", keyOrdinality: ValueToKeyMappingEstimator.KeyOrdinality.ByValue, addKeyValueAnnotationsAsText: true),
        ["MapKeyToValue"] = static t => t.Conversion.MapValueToKey("K", "Category").Append(t.Conversion.MapKeyToValue("O", "K")),
        ["MapKeyToVector"] = static t => t.Conversion.MapValueToKey("K", "Category").Append(t.Conversion.MapKeyToVector("O", "K")),
        ["MapValue"] = static t => t.Conversion.MapValue("O", new Dictionary<string, float> { ["x"] = 1.5f }, "Category"),
        ["Hash"] = static t => t.Conversion.Hash("O", "Category", 4),
        ["Hash with values"] = static t => t.Conversion.Hash("O", "Category", 4, maximumNumberOfInverts: -1),
        ["OneHotEncoding"] = static t => t.Categorical.OneHotEncoding("O", "Category"),
        ["OneHotEncoding bag"] = static t => t.Categorical.OneHotEncoding("O", "Category", OneHotEncodingEstimator.OutputKind.Bag),
        ["OneHotEncoding key"] = static t => t.Categorical.OneHotEncoding("O", "Category", OneHotEncodingEstimator.OutputKind.Key),
        ["OneHotEncoding binary"] = static t => t.Categorical.OneHotEncoding("O", "Category", OneHotEncodingEstimator.OutputKind.Binary),
        ["OneHotEncoding of a vector"] = static t => t.Categorical.OneHotEncoding("O", "Vector"),
        ["OneHotHashEncoding"] = static t => t.Categorical.OneHotHashEncoding("O", "Category", numberOfBits: 3),
        ["OneHotHashEncoding with values"] = static t => t.Categorical.OneHotHashEncoding("O", "Category", numberOfBits: 3, maximumNumberOfInverts: 1),
        ["Expression"] = static t => t.Expression("O", "(v, x) => v * x", "Vector", "Number"),
        ["NormalizeText"] = static t => t.Text.NormalizeText("O", "Category"),
        ["TokenizeIntoWords"] = static t => t.Text.TokenizeIntoWords("O", "Category"),
        ["TokenizeIntoCharactersAsKeys"] = static t => t.Text.TokenizeIntoCharactersAsKeys("O", "Category"),
        ["ProduceNgrams"] = static t => t.Text.TokenizeIntoCharactersAsKeys("C", "Category").Append(t.Text.ProduceNgrams("O", "C")),
        ["ProduceWordBags"] = static t => t.Text.ProduceWordBags("O", "Category"),
        ["RemoveStopWords"] = static t => t.Text.TokenizeIntoWords("W", "Category").Append(t.Text.RemoveStopWords("O", "W", "x")),
        ["FeaturizeText"] = static t => t.Text.FeaturizeText("O", "Category"),
    };

    private readonly MLContext _ml = new(1);

    public static TheoryData<string> Names => new(s_estimators.Keys);

    [Theory]
    [MemberData(nameof(Names))]
    public void GetOutputSchema_Shape_AgreesWithTheSchema(string name)
    {
        var data = MixedRow.Load(_ml);
        var estimator = s_estimators[name](_ml.Transforms);

        var shape = estimator.GetOutputSchema(ShapeOf(data)).Single(static c => c.Name == "O");
        var column = estimator.Fit(data).GetOutputSchema(data.Schema)["O"];

        var kind = column.Type is VectorDataViewType vector
            ? (vector.IsKnownSize ? SchemaShape.Column.VectorKind.Vector : SchemaShape.Column.VectorKind.VariableVector)
            : SchemaShape.Column.VectorKind.Scalar;
        var item = column.Type is VectorDataViewType { ItemType: var inner } ? inner : column.Type;
        Assert.Equal(kind, shape.Kind);
        Assert.Equal(item is KeyDataViewType, shape.IsKey);
        Assert.Equal(item.RawType, shape.ItemType.RawType);
        var annotations = column.Annotations.Schema.Select(static a => a.Name).ToHashSet();
        Assert.All(shape.Annotations, a => Assert.Contains(a.Name, annotations));
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Transform_SchemaAndSavedModel_AreTheSame(string name)
    {
        var data = MixedRow.Load(_ml);
        var model = s_estimators[name](_ml.Transforms).Fit(data);
        var result = model.Transform(data);
        using var stream = new MemoryStream();
        _ml.Model.Save(model, data.Schema, stream);
        stream.Position = 0;

        var loaded = new MLContext(2).Model.Load(stream, out _).Transform(data);

        Assert.Equal(model.GetOutputSchema(data.Schema)["O"].Type, result.Schema["O"].Type);
        Assert.Equal(result.Schema["O"].Type, loaded.Schema["O"].Type);
        Assert.Equal(result.Schema["O"].Annotations.Schema.Select(static a => $"{a.Name} {a.Type}"), loaded.Schema["O"].Annotations.Schema.Select(static a => $"{a.Name} {a.Type}"));
        Assert.Equal(Rows(result), Rows(loaded));
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Transform_NoRows_GivesNoRows(string name)
    {
        var data = MixedRow.Load(_ml);
        var none = _ml.Data.LoadFromEnumerable(Array.Empty<MixedRow>());

        var result = s_estimators[name](_ml.Transforms).Fit(data).Transform(none);

        Assert.Empty(Rows(result));
    }

    private static string[] Rows(IDataView data)
    {
        var preview = data.Preview(100);
        var column = preview.Schema["O"].Index;
        return [.. preview.RowView.Select(row => Text(row.Values[column].Value))];
    }

    private static string Text(object value) => value switch
    {
        VBuffer<float> v => string.Join(' ', v.DenseValues()),
        VBuffer<double> v => string.Join(' ', v.DenseValues()),
        VBuffer<bool> v => string.Join(' ', v.DenseValues()),
        VBuffer<ushort> v => string.Join(' ', v.DenseValues()),
        VBuffer<uint> v => string.Join(' ', v.DenseValues()),
        VBuffer<ReadOnlyMemory<char>> v => string.Join(' ', v.DenseValues()),
        _ => $"{value}",
    };

    /// <summary>The shape of data; SchemaShape.Create is not public, but an estimator is shown it.</summary>
    private SchemaShape ShapeOf(IDataView data)
    {
        var spy = new Spy();
        _ml.Transforms.CopyColumns("Copy", "Number").Append(spy).Fit(data);
        return spy.Seen!;
    }

    private sealed class Spy : IEstimator<ITransformer>
    {
        public SchemaShape? Seen { get; private set; }

        public ITransformer Fit(IDataView input) => new TransformerChain<ITransformer>();

        public SchemaShape GetOutputSchema(SchemaShape inputSchema)
        {
            Seen = inputSchema;
            return inputSchema;
        }
    }
}
