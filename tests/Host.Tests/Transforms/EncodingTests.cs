using Microsoft.ML;
using Microsoft.ML.Data;
using Microsoft.ML.Transforms;

namespace MLNetTuning.Host.Tests.Transforms;

public sealed class EncodingTests
{
    private readonly MLContext _ml = new(1);

    [Theory]
    [InlineData(OneHotEncodingEstimator.OutputKind.Indicator)]
    [InlineData(OneHotEncodingEstimator.OutputKind.Bag)]
    public void OneHotEncoding_Scalar_MarksTheCategoryAndMissingIsAllZero(OneHotEncodingEstimator.OutputKind kind)
    {
        var result = Encode(kind);

        Assert.Equal([[1, 0, 0], [0, 1, 0], [1, 0, 0], [0, 0, 0], [0, 0, 1]], result.GetColumn<float[]>("Hot"));
        Assert.Equal(["x", "y", "z"], MixedRow.SlotNames(result.Schema["Hot"]));
        Assert.True(result.Schema["Hot"].IsNormalized());
    }

    [Fact]
    public void OneHotEncoding_Binary_WritesDigitsAndMissingIsAllOne() => Assert.Equal(
        [[0, 0, 0], [0, 0, 1], [0, 0, 0], [1, 1, 1], [0, 1, 0]],
        Encode(OneHotEncodingEstimator.OutputKind.Binary).GetColumn<float[]>("Hot"));

    [Fact]
    public void OneHotEncoding_Key_GivesKeys() =>
        Assert.Equal([1u, 2u, 1u, 0u, 3u], Encode(OneHotEncodingEstimator.OutputKind.Key).GetColumn<uint>("Hot"));

    [Theory]
    [InlineData(MissingValueReplacingEstimator.ReplacementMode.DefaultValue, 0f)]
    [InlineData(MissingValueReplacingEstimator.ReplacementMode.Mean, 3f)]
    [InlineData(MissingValueReplacingEstimator.ReplacementMode.Minimum, 1f)]
    [InlineData(MissingValueReplacingEstimator.ReplacementMode.Maximum, 5f)]
    public void ReplaceMissingValues_Mode_DecidesTheReplacement(MissingValueReplacingEstimator.ReplacementMode mode, float expected)
    {
        var data = MixedRow.Load(_ml);

        var result = _ml.Transforms.ReplaceMissingValues("R", "Number", mode).Fit(data).Transform(data);

        Assert.Equal([1f, 2f, expected, 4f, 5f], result.GetColumn<float>("R"));
    }

    [Fact]
    public void ReplaceMissingValues_ModeMode_TakesTheMostFrequent()
    {
        var data = _ml.Data.LoadFromEnumerable(new[] { 4, 7, 7, float.NaN, 4, 7 }.Select(static v => new MixedRow { Number = v }).ToArray());

        var result = _ml.Transforms.ReplaceMissingValues("R", "Number", MissingValueReplacingEstimator.ReplacementMode.Mode).Fit(data).Transform(data);

        Assert.Equal([4f, 7f, 7f, 7f, 4f, 7f], result.GetColumn<float>("R"));
    }

    [Theory]
    [InlineData(true, 5f)]
    [InlineData(false, 31f / 9)]
    public void ReplaceMissingValues_Vector_BySlotOrOverAll(bool bySlot, float expected)
    {
        var data = MixedRow.Load(_ml);

        var result = _ml.Transforms.ReplaceMissingValues("R", "Vector", MissingValueReplacingEstimator.ReplacementMode.Mean, bySlot).Fit(data).Transform(data);

        Assert.Equal(expected, result.GetColumn<float[]>("R").ElementAt(2)[1], 5);
    }

    [Fact]
    public void ReplaceMissingValues_Text_IsRefused() =>
        Assert.ThrowsAny<Exception>(() => _ml.Transforms.ReplaceMissingValues("R", "Category").Fit(MixedRow.Load(_ml)));

    [Fact]
    public void IndicateMissingValues_NaN_IsTrue()
    {
        var data = MixedRow.Load(_ml);

        Assert.Equal([false, false, true, false, false], _ml.Transforms.IndicateMissingValues("M", "Number").Fit(data).Transform(data).GetColumn<bool>("M"));
        Assert.Equal([false, true], _ml.Transforms.IndicateMissingValues("M", "Vector").Fit(data).Transform(data).GetColumn<bool[]>("M").ElementAt(2));
    }

    private IDataView Encode(OneHotEncodingEstimator.OutputKind kind)
    {
        var data = MixedRow.Load(_ml);
        return _ml.Transforms.Categorical.OneHotEncoding("Hot", "Category", kind).Fit(data).Transform(data);
    }
}
