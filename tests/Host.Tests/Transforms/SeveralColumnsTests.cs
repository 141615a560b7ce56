using Microsoft.ML;
using Microsoft.ML.Data;
using Microsoft.ML.Transforms;

namespace MLNetTuning.Host.Tests.Transforms;

/// <summary>The overloads for several columns give every column what it would get alone.</summary>
public sealed class SeveralColumnsTests
{
    private static readonly InputOutputColumnPair[] s_pairs = [new("A", "Number"), new("B", "Vector")];

    private static readonly Dictionary<string, (Func<TransformsCatalog, IEstimator<ITransformer>> Together, Func<TransformsCatalog, string, string, IEstimator<ITransformer>> Alone)> s_estimators = new()
    {
        ["ReplaceMissingValues"] = (static t => t.ReplaceMissingValues(s_pairs, MissingValueReplacingEstimator.ReplacementMode.Maximum),
            static (t, o, i) => t.ReplaceMissingValues(o, i, MissingValueReplacingEstimator.ReplacementMode.Maximum)),
        ["IndicateMissingValues"] = (static t => t.IndicateMissingValues(s_pairs), static (t, o, i) => t.IndicateMissingValues(o, i)),
        ["NormalizeMinMax"] = (static t => t.NormalizeMinMax(s_pairs, fixZero: false), static (t, o, i) => t.NormalizeMinMax(o, i, fixZero: false)),
        ["NormalizeMeanVariance"] = (static t => t.NormalizeMeanVariance(s_pairs), static (t, o, i) => t.NormalizeMeanVariance(o, i)),
        ["NormalizeLogMeanVariance"] = (static t => t.NormalizeLogMeanVariance(s_pairs), static (t, o, i) => t.NormalizeLogMeanVariance(o, i)),
        ["ConvertType"] = (static t => t.Conversion.ConvertType(s_pairs, DataKind.Double), static (t, o, i) => t.Conversion.ConvertType(o, i, DataKind.Double)),
        ["MapValueToKey"] = (static t => t.Conversion.MapValueToKey(s_pairs), static (t, o, i) => t.Conversion.MapValueToKey(o, i)),
        ["OneHotEncoding"] = (static t => t.Categorical.OneHotEncoding(s_pairs), static (t, o, i) => t.Categorical.OneHotEncoding(o, i)),
        ["OneHotHashEncoding"] = (static t => t.Categorical.OneHotHashEncoding(s_pairs, numberOfBits: 3), static (t, o, i) => t.Categorical.OneHotHashEncoding(o, i, numberOfBits: 3)),
    };

    private readonly MLContext _ml = new(1);

    public static TheoryData<string> Names => new(s_estimators.Keys);

    [Theory]
    [MemberData(nameof(Names))]
    public void Fit_Pairs_GivesEveryColumnWhatItGetsAlone(string name)
    {
        var data = MixedRow.Load(_ml);
        var (together, alone) = s_estimators[name];

        var both = together(_ml.Transforms).Fit(data).Transform(data);

        foreach (var (output, input) in new[] { ("A", "Number"), ("B", "Vector") })
        {
            var one = alone(_ml.Transforms, output, input).Fit(data).Transform(data);
            Assert.Equal(one.Schema[output].Type, both.Schema[output].Type);
            Assert.Equal(Values(one, output), Values(both, output));
        }
    }

    [Fact]
    public void Fit_SameOutputTwice_IsRefused() =>
        Assert.ThrowsAny<Exception>(() => _ml.Transforms.NormalizeMinMax([new("A", "Number"), new("A", "Vector")]).Fit(MixedRow.Load(_ml)).Transform(MixedRow.Load(_ml)));

    private static string[] Values(IDataView data, string column)
    {
        var preview = data.Preview(20);
        var index = preview.Schema[column].Index;
        return [.. preview.RowView.Select(row => row.Values[index].Value switch
        {
            VBuffer<float> v => string.Join(' ', v.DenseValues()),
            VBuffer<double> v => string.Join(' ', v.DenseValues()),
            VBuffer<uint> v => string.Join(' ', v.DenseValues()),
            VBuffer<bool> v => string.Join(' ', v.DenseValues()),
            var value => $"{value}",
        })];
    }
}
