using Microsoft.ML;
using Microsoft.ML.Data;
using Microsoft.ML.Transforms;

namespace MLNetTuning.Host.Tests.Transforms;

public sealed class ConversionTests
{
    private readonly MLContext _ml = new(1);

    [Fact]
    public void ConvertType_Boolean_BecomesOneAndZero()
    {
        var data = MixedRow.Load(_ml);

        var result = _ml.Transforms.Conversion.ConvertType("N", "Flag").Fit(data).Transform(data);

        Assert.Equal([1f, 0f, 1f, 0f, 0f], result.GetColumn<float>("N"));
        Assert.True(result.Schema["N"].IsNormalized());
    }

    [Fact]
    public void ConvertType_Text_ParsesOrIsMissing()
    {
        var data = _ml.Data.LoadFromEnumerable(new[] { "1.5", "x", "", "-2e1" }.Select(static t => new MixedRow { Category = t }));

        var result = _ml.Transforms.Conversion.ConvertType("N", "Category").Fit(data).Transform(data);

        Assert.Equal([1.5f, float.NaN, 0f, -20f], result.GetColumn<float>("N"));
    }

    [Fact]
    public void ConvertType_TextToUnsigned_GivesZeroWhereItDoesNotFit()
    {
        var data = _ml.Data.LoadFromEnumerable(new[] { "7", "x", "", "300" }.Select(static t => new MixedRow { Category = t }));

        var result = _ml.Transforms.Conversion.ConvertType("N", "Category", DataKind.Byte).Fit(data).Transform(data);

        Assert.Equal([(byte)7, (byte)0, (byte)0, (byte)0], result.GetColumn<byte>("N"));
    }

    [Fact]
    public void ConvertType_TextToSigned_FailsWhereItCannotBeRead()
    {
        var data = _ml.Data.LoadFromEnumerable(new[] { "7", "x" }.Select(static t => new MixedRow { Category = t }));

        var result = _ml.Transforms.Conversion.ConvertType("N", "Category", DataKind.Int32).Fit(data).Transform(data);

        Assert.ThrowsAny<Exception>(() => result.GetColumn<int>("N").ToArray());
    }

    [Fact]
    public void ConvertType_VectorToDouble_ConvertsItems()
    {
        var data = MixedRow.Load(_ml);

        var result = _ml.Transforms.Conversion.ConvertType("D", "Vector", DataKind.Double).Fit(data).Transform(data);

        Assert.Equal([[1.0, 10.0], [2.0, 20.0]], result.GetColumn<double[]>("D").Take(2));
    }

    [Fact]
    public void ConvertType_SingleToInteger_IsRefused() =>
        Assert.ThrowsAny<Exception>(() => _ml.Transforms.Conversion.ConvertType("I", "Number", DataKind.Int32).Fit(MixedRow.Load(_ml)).Transform(MixedRow.Load(_ml)));

    [Theory]
    [InlineData(ValueToKeyMappingEstimator.KeyOrdinality.ByOccurrence, new[] { "q", "b", "a" }, new uint[] { 1, 2, 0, 3, 2 })]
    [InlineData(ValueToKeyMappingEstimator.KeyOrdinality.ByValue, new[] { "a", "b", "q" }, new uint[] { 3, 2, 0, 1, 2 })]
    public void MapValueToKey_Order_NumbersFromOneAndEmptyIsMissing(ValueToKeyMappingEstimator.KeyOrdinality order, string[] values, uint[] keys)
    {
        var data = Texts("q", "b", "", "a", "b");

        var result = _ml.Transforms.Conversion.MapValueToKey("K", "Category", keyOrdinality: order).Fit(data).Transform(data);

        Assert.Equal(keys, result.GetColumn<uint>("K"));
        Assert.Equal(new KeyDataViewType(typeof(uint), 3), result.Schema["K"].Type);
        VBuffer<ReadOnlyMemory<char>> known = default;
        result.Schema["K"].GetKeyValues(ref known);
        Assert.Equal(values, known.DenseValues().Select(static v => v.ToString()));
    }

    [Fact]
    public void MapValueToKey_NewValue_IsMissing()
    {
        var model = _ml.Transforms.Conversion.MapValueToKey("K", "Category").Fit(Texts("a", "b"));

        Assert.Equal([2u, 0u], model.Transform(Texts("b", "c")).GetColumn<uint>("K"));
    }

    [Fact]
    public void MapValueToKey_MaximumNumberOfKeys_DropsLaterValues()
    {
        var data = Texts("a", "b", "c");

        Assert.Equal([1u, 2u, 0u], _ml.Transforms.Conversion.MapValueToKey("K", "Category", maximumNumberOfKeys: 2).Fit(data).Transform(data).GetColumn<uint>("K"));
    }

    [Fact]
    public void MapValueToKey_KeyData_TakesItsValues()
    {
        var keys = _ml.Data.LoadFromEnumerable([new OneText { Text = "b" }, new OneText { Text = "z" }]);
        var data = Texts("a", "b");

        Assert.Equal([0u, 1u], _ml.Transforms.Conversion.MapValueToKey("K", "Category", keyData: keys).Fit(data).Transform(data).GetColumn<uint>("K"));
    }

    [Fact]
    public void MapValueToKey_Numbers_KeepsNumbersAndNaNIsMissing()
    {
        var data = MixedRow.Load(_ml);

        var result = _ml.Transforms.Conversion.MapValueToKey("K", "Number").Fit(data).Transform(data);

        Assert.Equal([1u, 2u, 0u, 3u, 4u], result.GetColumn<uint>("K"));
        VBuffer<float> known = default;
        result.Schema["K"].GetKeyValues(ref known);
        Assert.Equal([1f, 2f, 4f, 5f], known.DenseValues());
    }

    [Fact]
    public void MapKeyToValue_Keys_BringsValuesBack()
    {
        var data = Texts("a", "b", "", "a");
        var pipeline = _ml.Transforms.Conversion.MapValueToKey("K", "Category").Append(_ml.Transforms.Conversion.MapKeyToValue("Back", "K"));

        Assert.Equal(["a", "b", "", "a"], pipeline.Fit(data).Transform(data).GetColumn<string>("Back"));
    }

    [Fact]
    public void MapKeyToValue_NoKey_Throws() =>
        Assert.ThrowsAny<Exception>(() => _ml.Transforms.Conversion.MapKeyToValue("Back", "Number").Fit(MixedRow.Load(_ml)).Transform(MixedRow.Load(_ml)));

    [Fact]
    public void MapKeyToVector_VectorOfKeys_IndicatesOrCounts()
    {
        var data = _ml.Data.LoadFromEnumerable([new Words { Text = ["a", "b", "a"] }, new Words { Text = ["b", "", "b"] }]);
        var keys = _ml.Transforms.Conversion.MapValueToKey("K", "Text");
        var both = keys.Append(_ml.Transforms.Conversion.MapKeyToVector("Each", "K")).Append(_ml.Transforms.Conversion.MapKeyToVector("Bag", "K", outputCountVector: true));

        var result = both.Fit(data).Transform(data);

        Assert.Equal([[1, 0, 0, 1, 1, 0], [0, 1, 0, 0, 0, 1]], result.GetColumn<float[]>("Each"));
        Assert.Equal([[2, 1], [0, 2]], result.GetColumn<float[]>("Bag"));
        Assert.Equal(["[0].a", "[0].b", "[1].a", "[1].b", "[2].a", "[2].b"], MixedRow.SlotNames(result.Schema["Each"]));
    }

    [Fact]
    public void MapValue_Pairs_LooksUpAndOthersAreDefault()
    {
        var data = Texts("a", "b", "c");
        KeyValuePair<string, float>[] pairs = [new("a", 1), new("b", 2)];

        Assert.Equal([1f, 2f, 0f], _ml.Transforms.Conversion.MapValue("V", pairs, "Category").Fit(data).Transform(data).GetColumn<float>("V"));
    }

    [Fact]
    public void MapValue_TreatedAsKeys_NumbersValuesInTheOrderTheyCome()
    {
        var data = Texts("a", "b", "c", "d");
        KeyValuePair<string, string>[] pairs = [new("a", "odd"), new("b", "even"), new("c", "odd")];

        var result = _ml.Transforms.Conversion.MapValue("V", pairs, "Category", treatValuesAsKeyType: true).Fit(data).Transform(data);

        Assert.Equal([1u, 2u, 1u, 0u], result.GetColumn<uint>("V"));
        VBuffer<ReadOnlyMemory<char>> known = default;
        result.Schema["V"].GetKeyValues(ref known);
        Assert.Equal(["odd", "even"], known.DenseValues().Select(static v => v.ToString()));
    }

    [Fact]
    public void MapValue_Vectors_GivesVectors()
    {
        var data = Texts("a", "b");
        KeyValuePair<string, int[]>[] pairs = [new("a", [1, 2]), new("b", [3, 4])];

        Assert.Equal([[1, 2], [3, 4]], _ml.Transforms.Conversion.MapValue("V", pairs, "Category").Fit(data).Transform(data).GetColumn<int[]>("V"));
    }

    [Fact]
    public void MapValue_DuplicateKey_Throws() =>
        Assert.ThrowsAny<InvalidOperationException>(() => _ml.Transforms.Conversion.MapValue("V", [new KeyValuePair<string, int>("a", 1), new("a", 2)], "Category"));

    private IDataView Texts(params string[] texts) => _ml.Data.LoadFromEnumerable(texts.Select(static t => new MixedRow { Category = t }).ToArray());

    private sealed class OneText
    {
        public string Text { get; set; } = "";
    }

    private sealed class Words
    {
        [VectorType(3)]
        public string[] Text { get; set; } = [];
    }
}
