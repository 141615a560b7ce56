using Microsoft.ML;
using Microsoft.ML.Data;
using Microsoft.ML.Transforms;
using Microsoft.ML.Transforms.Text;

namespace MLNetTuning.Host.Tests.Transforms;

public sealed class TextTests
{
    private readonly MLContext _ml = new(1);

    [Theory]
    [InlineData(TextNormalizingEstimator.CaseMode.Lower, false, true, true, "cafe no. 12!")]
    [InlineData(TextNormalizingEstimator.CaseMode.Upper, true, true, true, "CAFÉ NO. 12!")]
    [InlineData(TextNormalizingEstimator.CaseMode.None, false, false, false, "Cafe No ")]
    public void NormalizeText_Options_DecideWhatStays(TextNormalizingEstimator.CaseMode mode, bool diacritics, bool punctuation, bool numbers, string expected)
    {
        var data = Load("Café No. 12!");

        var result = _ml.Transforms.Text.NormalizeText("O", "Text", mode, diacritics, punctuation, numbers).Fit(data).Transform(data);

        Assert.Equal([expected], result.GetColumn<string>("O"));
    }

    [Fact]
    public void TokenizeIntoWords_Separators_DropEmptyWords()
    {
        var data = Load(" the quick,brown  fox ", "");

        var words = _ml.Transforms.Text.TokenizeIntoWords("O", "Text").Fit(data).Transform(data).GetColumn<string[]>("O").ToArray();
        var parts = _ml.Transforms.Text.TokenizeIntoWords("O", "Text", [' ', ',']).Fit(data).Transform(data).GetColumn<string[]>("O").ToArray();

        Assert.Equal(["the", "quick,brown", "fox"], words[0]);
        Assert.Empty(words[1]);
        Assert.Equal(["the", "quick", "brown", "fox"], parts[0]);
    }

    [Fact]
    public void TokenizeIntoCharactersAsKeys_Text_IsItsUnitsBetweenMarkers()
    {
        var data = Load("aé", "");

        var result = _ml.Transforms.Text.TokenizeIntoCharactersAsKeys("O", "Text").Append(_ml.Transforms.Text.TokenizeIntoCharactersAsKeys("P", "Text", false))
            .Fit(data).Transform(data);

        Assert.Equal([[2, 'a', 'é', 3], []], result.GetColumn<ushort[]>("O"));
        Assert.Equal([['a', 'é'], []], result.GetColumn<ushort[]>("P"));
        VBuffer<ReadOnlyMemory<char>> names = default;
        result.Schema["O"].GetKeyValues(ref names);
        Assert.Equal(["<␂>", "a", "<␠>", "<␡>", "<LSEP>"], new[] { 2, 'a', ' ', 0x7F, 0x2028 }.Select(key => names.GetItemOrDefault(key - 1).ToString()));
    }

    [Theory]
    [InlineData(NgramExtractingEstimator.WeightingCriteria.Tf, 2f, 1f)]
    [InlineData(NgramExtractingEstimator.WeightingCriteria.Idf, 0.6931472f, 0.6931472f)]
    [InlineData(NgramExtractingEstimator.WeightingCriteria.TfIdf, 1.3862944f, 0.6931472f)]
    public void ProduceNgrams_Weighting_CountsAndWeighs(NgramExtractingEstimator.WeightingCriteria weighting, float first, float pair)
    {
        var result = Ngrams(["a b a", "c"], weighting: weighting);

        Assert.Equal(["a", "a|b", "b", "b|a", "c"], MixedRow.SlotNames(result.Schema["O"]));
        var values = result.GetColumn<float[]>("O").First();
        Assert.Equal(first, values[0], 1e-6f);
        Assert.Equal(pair, values[1], 1e-6f);
        Assert.Equal(0f, values[4]);
    }

    [Fact]
    public void ProduceNgrams_Skips_TakesAllPairsWithinReach() => Assert.Equal(
        ["a", "a|b", "a|c", "b", "b|c", "c"], MixedRow.SlotNames(Ngrams(["a b c"], skipLength: 1).Schema["O"]));

    [Fact]
    public void ProduceNgrams_OneLengthWithLimit_KeepsTheFirstMet() => Assert.Equal(
        ["a|b", "b|c"], MixedRow.SlotNames(Ngrams(["a b c d"], useAllLengths: false, maximum: 2).Schema["O"]));

    [Fact]
    public void ProduceWordBags_SeveralColumns_AreOneText()
    {
        var data = Load("a b", "b");

        var result = _ml.Transforms.Text.ProduceWordBags("O", ["Text", "More"], 1).Fit(data).Transform(data);

        Assert.Equal(["a", "b", "more"], MixedRow.SlotNames(result.Schema["O"]));
        Assert.Equal([[1, 1, 1], [0, 1, 1]], result.GetColumn<float[]>("O"));
    }

    [Fact]
    public void RemoveStopWords_AnyCase_DropsThem()
    {
        var data = Load("The fox and THE dog");

        var own = _ml.Transforms.Text.TokenizeIntoWords("W", "Text").Append(_ml.Transforms.Text.RemoveStopWords("O", "W", "the", "Fox")).Fit(data).Transform(data);
        var common = _ml.Transforms.Text.TokenizeIntoWords("W", "Text").Append(_ml.Transforms.Text.RemoveDefaultStopWords("O", "W")).Fit(data).Transform(data);

        Assert.Equal(["and", "dog"], own.GetColumn<string[]>("O").Single());
        Assert.Equal(["fox", "dog"], common.GetColumn<string[]>("O").Single());
    }

    [Fact]
    public void FeaturizeText_Defaults_GiveNormalizedCharactersThenWords()
    {
        var data = Load("Ab c", "", "ab");

        var result = _ml.Transforms.Text.FeaturizeText("O", "Text").Fit(data).Transform(data);

        Assert.Equal(
            ["Char.<␂>|a|b", "Char.a|b|<␠>", "Char.b|<␠>|c", "Char.<␠>|c|<␃>", "Char.a|b|<␃>", "Word.ab", "Word.ab|c", "Word.c"],
            MixedRow.SlotNames(result.Schema["O"]));
        Assert.True(result.Schema["O"].IsNormalized());
        var third = 1 / MathF.Sqrt(3);
        Assert.Equal([0.5f, 0.5f, 0.5f, 0.5f, 0, third, third, third], result.GetColumn<float[]>("O").First(), static (x, y) => MathF.Abs(x - y) < 1e-6f);
        Assert.All(result.GetColumn<float[]>("O").ElementAt(1), static v => Assert.Equal(0f, v));
    }

    [Fact]
    public void FeaturizeText_Options_ChooseExtractorsNormAndTokens()
    {
        var data = Load("The fox, the 2 dogs", "fox");
        var options = new TextFeaturizingEstimator.Options
        {
            CharFeatureExtractor = null,
            WordFeatureExtractor = new WordBagEstimator.Options { NgramLength = 1 },
            KeepPunctuations = false,
            KeepNumbers = false,
            Norm = TextFeaturizingEstimator.NormFunction.L1,
            OutputTokensColumnName = "Tokens",
            StopWordsRemoverOptions = new CustomStopWordsRemovingEstimator.Options { StopWords = ["more"] },
        };

        var result = _ml.Transforms.Text.FeaturizeText("O", options, "Text", "More").Fit(data).Transform(data);

        Assert.Equal(["the", "fox", "dogs"], MixedRow.SlotNames(result.Schema["O"]));
        Assert.Equal([0.5f, 0.25f, 0.25f], result.GetColumn<float[]>("O").First());
        Assert.Equal(["the", "fox", "the", "dogs"], result.GetColumn<string[]>("Tokens").First());
        Assert.Equal(["Text", "More", "Tokens", "O"], result.Schema.Select(static c => c.Name));
    }

    [Fact]
    public void FeaturizeText_UnknownWordsAtScoring_AreLeftOut()
    {
        var model = _ml.Transforms.Text.FeaturizeText("O", new TextFeaturizingEstimator.Options { CharFeatureExtractor = null }, "Text").Fit(Load("a b"));

        Assert.Equal([[0, 0, 1]], model.Transform(Load("x b")).GetColumn<float[]>("O"));
    }

    [Theory]
    [InlineData(LpNormNormalizingEstimatorBase.NormFunction.L1, false, new[] { 0.75f, -0.25f })]
    [InlineData(LpNormNormalizingEstimatorBase.NormFunction.L2, false, new[] { 0.9486833f, -0.31622776f })]
    [InlineData(LpNormNormalizingEstimatorBase.NormFunction.Infinity, false, new[] { 1f, -0.33333334f })]
    [InlineData(LpNormNormalizingEstimatorBase.NormFunction.StandardDeviation, true, new[] { 1f, -1f })]
    public void NormalizeLpNorm_Norms_ScaleTheRow(LpNormNormalizingEstimatorBase.NormFunction norm, bool zeroMean, float[] expected)
    {
        var data = _ml.Data.LoadFromEnumerable([new MixedRow { Vector = [3, -1] }, new MixedRow()]);

        var result = _ml.Transforms.NormalizeLpNorm("O", "Vector", norm, zeroMean).Fit(data).Transform(data).GetColumn<float[]>("O").ToArray();

        Assert.Equal(expected, result[0], static (x, y) => MathF.Abs(x - y) < 1e-6f);
        Assert.Equal([0f, 0f], result[1]);
    }

    private IDataView Load(params string[] texts) => _ml.Data.LoadFromEnumerable(texts.Select(static t => new TextRow { Text = t }).ToArray());

    private IDataView Ngrams(
        string[] texts,
        int skipLength = 0,
        bool useAllLengths = true,
        int maximum = 100,
        NgramExtractingEstimator.WeightingCriteria weighting = NgramExtractingEstimator.WeightingCriteria.Tf)
    {
        var data = Load(texts);
        return _ml.Transforms.Text.TokenizeIntoWords("W", "Text")
            .Append(_ml.Transforms.Conversion.MapValueToKey("W"))
            .Append(_ml.Transforms.Text.ProduceNgrams("O", "W", 2, skipLength, useAllLengths, maximum, weighting))
            .Fit(data).Transform(data);
    }

    private sealed class TextRow
    {
        public string Text { get; set; } = "";

        public string More { get; set; } = "more";
    }
}
