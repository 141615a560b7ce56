using System.Collections.Immutable;
using Microsoft.ML;
using Microsoft.ML.Data;
using Microsoft.ML.Transforms;

namespace MLNetTuning.Host.Tests.Transforms;

public sealed class NormalizerTests
{
    private static readonly float[] s_values = [1, 2, 4, 5, -3, 0];

    private readonly MLContext _ml = new(1);

    [Fact]
    public void NormalizeMinMax_FixZero_DividesByTheLargestMagnitude() =>
        AssertColumn(s_values.Select(static v => v / 5), _ml.Transforms.NormalizeMinMax("N", "Number"));

    [Fact]
    public void NormalizeMinMax_NotFixed_MapsToUnit() =>
        AssertColumn(s_values.Select(static v => (v + 3) / 8), _ml.Transforms.NormalizeMinMax("N", "Number", fixZero: false));

    [Fact]
    public void NormalizeMeanVariance_FixZero_DividesByTheRootMeanSquare()
    {
        var scale = MathF.Sqrt(s_values.Average(static v => v * v));

        AssertColumn(s_values.Select(v => v / scale), _ml.Transforms.NormalizeMeanVariance("N", "Number"));
    }

    [Fact]
    public void NormalizeMeanVariance_NotFixed_CentresToUnitVariance()
    {
        var mean = s_values.Average();
        var deviation = MathF.Sqrt(s_values.Average(v => (v - mean) * (v - mean)));

        AssertColumn(s_values.Select(v => (v - mean) / deviation), _ml.Transforms.NormalizeMeanVariance("N", "Number", fixZero: false));
    }

    [Fact]
    public void NormalizeMinMax_ConstantColumn_BecomesZero()
    {
        var data = Load([3, 3, 3]);

        Assert.Equal([0f, 0f, 0f], _ml.Transforms.NormalizeMinMax("N", "Number", fixZero: false).Fit(data).Transform(data).GetColumn<float>("N"));
    }

    [Fact]
    public void NormalizeMinMax_NaN_StaysNaNAndIsNotLearned()
    {
        var data = Load([1, float.NaN, 4]);

        Assert.Equal([0.25f, float.NaN, 1f], _ml.Transforms.NormalizeMinMax("N", "Number").Fit(data).Transform(data).GetColumn<float>("N"));
    }

    [Fact]
    public void GetNormalizerModelParameters_Vector_GivesScalesAndOffsets()
    {
        var data = _ml.Data.LoadFromEnumerable([new MixedRow { Vector = [1, 10] }, new MixedRow { Vector = [3, 26] }]);

        var model = _ml.Transforms.NormalizeMinMax("N", "Vector", fixZero: false).Fit(data);

        var parameters = Assert.IsType<NormalizingTransformer.AffineNormalizerModelParameters<ImmutableArray<float>>>(model.GetNormalizerModelParameters(0));
        Assert.Equal([0.5f, 0.0625f], parameters.Scale.ToArray());
        Assert.Equal([1f, 10f], parameters.Offset.ToArray());
        Assert.True(model.Transform(data).Schema["N"].IsNormalized());
    }

    [Fact]
    public void NormalizeLogMeanVariance_Cdf_RanksByTheLogarithmAndLeavesOutWhatHasNone()
    {
        var data = Load([1, MathF.E, MathF.E * MathF.E, 0, -5, float.NaN]);

        var values = _ml.Transforms.NormalizeLogMeanVariance("N", "Number").Fit(data).Transform(data).GetColumn<float>("N").ToArray();

        Assert.Equal(0.5f, values[1], 1e-5f);
        Assert.Equal(1, values[0] + values[2], 1e-5f);
        Assert.Equal(0.11f, values[0], 0.01f);
        Assert.Equal([0f, 0f, 0f], values[3..]);
    }

    [Fact]
    public void NormalizeMinMax_Text_IsRefused() => Assert.ThrowsAny<Exception>(() => _ml.Transforms.NormalizeMinMax("N", "Category").Fit(Load([1])));

    private IDataView Load(float[] values) => _ml.Data.LoadFromEnumerable(values.Select(static v => new MixedRow { Number = v }).ToArray());

    private void AssertColumn(IEnumerable<float> expected, NormalizingEstimator estimator)
    {
        var data = Load(s_values);

        var actual = estimator.Fit(data).Transform(data).GetColumn<float>("N").ToArray();

        foreach (var (value, right) in actual.Zip(expected))
        {
            Assert.Equal(right, value, 1e-6f);
        }
    }
}
