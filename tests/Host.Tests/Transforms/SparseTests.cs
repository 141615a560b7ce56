using Microsoft.ML;
using Microsoft.ML.Data;
using Microsoft.ML.Transforms;

namespace MLNetTuning.Host.Tests.Transforms;

/// <summary>Sparse vectors give what the same dense vectors give.</summary>
public sealed class SparseTests
{
    private static readonly Dictionary<string, Func<TransformsCatalog, IEstimator<ITransformer>>> s_estimators = new()
    {
        ["CopyColumns"] = static t => t.CopyColumns("O", "V"),
        ["Concatenate"] = static t => t.Concatenate("O", "V", "V"),
        ["NormalizeMinMax"] = static t => t.NormalizeMinMax("O", "V"),
        ["NormalizeMinMax shifted"] = static t => t.NormalizeMinMax("O", "V", fixZero: false),
        ["NormalizeMeanVariance"] = static t => t.NormalizeMeanVariance("O", "V"),
        ["NormalizeMeanVariance centred"] = static t => t.NormalizeMeanVariance("O", "V", fixZero: false),
        ["NormalizeLpNorm"] = static t => t.NormalizeLpNorm("O", "V"),
        ["NormalizeLpNorm centred"] = static t => t.NormalizeLpNorm("O", "V", LpNormNormalizingEstimatorBase.NormFunction.StandardDeviation, true),
        ["ReplaceMissingValues"] = static t => t.ReplaceMissingValues("O", "V", MissingValueReplacingEstimator.ReplacementMode.Mean),
        ["ReplaceMissingValues over all"] = static t => t.ReplaceMissingValues("O", "V", MissingValueReplacingEstimator.ReplacementMode.Maximum, imputeBySlot: false),
        ["Expression"] = static t => t.Expression("O", "v => v * 2", "V"),
        ["Expression of zero"] = static t => t.Expression("O", "v => v + 1", "V"),
        ["ConvertType"] = static t => t.Conversion.ConvertType("D", "V", DataKind.Double).Append(t.Conversion.ConvertType("O", "D", DataKind.Single)),
        ["IndicateMissingValues"] = static t => t.IndicateMissingValues("M", "V").Append(t.Conversion.ConvertType("O", "M", DataKind.Single)),
        ["OneHotEncoding"] = static t => t.Categorical.OneHotEncoding("O", "V"),
        ["OneHotEncoding bag"] = static t => t.Categorical.OneHotEncoding("O", "V", OneHotEncodingEstimator.OutputKind.Bag),
        ["OneHotHashEncoding"] = static t => t.Categorical.OneHotHashEncoding("O", "V", numberOfBits: 3),
    };

    private readonly MLContext _ml = new(1);

    public static TheoryData<string> Names => new(s_estimators.Keys);

    [Theory]
    [MemberData(nameof(Names))]
    public void Transform_SparseVector_GivesWhatTheDenseGives(string name)
    {
        float[][] rows = [[0, 0, 3, 0, 0, -1], [0, 2, 0, 0, 0, 0], [0, 0, 0, 0, 0, 0], [0, 0, 5, 0, 0, 2]];

        var dense = Apply(name, rows.Select(static r => new VBuffer<float>(r.Length, r)));
        var sparse = Apply(name, rows.Select(Sparse));

        Assert.Equal(dense.Length, sparse.Length);
        for (var i = 0; i < dense.Length; i++)
        {
            Assert.Equal(dense[i], sparse[i], static (x, y) => MathF.Abs(x - y) < 1e-6f);
        }
    }

    private static VBuffer<float> Sparse(float[] row)
    {
        var slots = Enumerable.Range(0, row.Length).Where(i => row[i] != 0).ToArray();
        return new VBuffer<float>(row.Length, slots.Length, Array.ConvertAll(slots, i => row[i]), slots);
    }

    private float[][] Apply(string name, IEnumerable<VBuffer<float>> vectors)
    {
        var data = _ml.Data.LoadFromEnumerable(vectors.Select(static v => new VectorRow { V = v }).ToArray());
        return [.. s_estimators[name](_ml.Transforms).Fit(data).Transform(data).GetColumn<float[]>("O")];
    }

    private sealed class VectorRow
    {
        [VectorType(6)]
        public VBuffer<float> V { get; set; }
    }
}
