using MLNetTuning.Trainers.Encoding;

namespace MLNetTuning.Trainers.Tests.Encoding;

public class FeatureScalerTests
{
    [Fact]
    public void Transform_MeanVariance_GivesMeanZeroAndVarianceOne()
    {
        var features = new FloatMatrix(4, 2, [1, 10, 2, 10, 3, 10, 6, 10]);
        var scaled = FeatureScaler.Fit(features).Transform(features);
        var first = Column(scaled, 0);
        Assert.Equal(0, first.Average(), 1e-6);
        Assert.Equal(1, first.Average(v => v * v), 1e-5);
        Assert.All(Column(scaled, 1), v => Assert.Equal(0, v));
        Assert.Equal(1, features.Values[0]);
    }

    [Fact]
    public void Transform_RobustSmoothClip_FollowsTheFormula()
    {
        // Median 3, quartiles 2 and 4.
        var features = new FloatMatrix(5, 1, [1, 2, 3, 4, 1000]);
        var scaled = FeatureScaler.Fit(features, FeatureScaling.RobustSmoothClip).Transform(features).Values;
        Assert.Equal(0, scaled[2]);
        Assert.Equal(0.5 / Math.Sqrt(1 + (0.25 / 9)), scaled[3], 1e-6);
        Assert.Equal(-1 / Math.Sqrt(1 + (1.0 / 9)), scaled[0], 1e-6);
        Assert.InRange(scaled[4], 2.99f, 3f);
    }

    [Fact]
    public void Fit_NoInterquartileRange_UsesHalfTheRange()
    {
        var features = new FloatMatrix(6, 1, [5, 5, 5, 5, 5, 9]);
        var scaled = FeatureScaler.Fit(features, FeatureScaling.RobustSmoothClip).Transform(features).Values;
        Assert.Equal(2 / Math.Sqrt(1 + (4.0 / 9)), scaled[5], 1e-6);
    }

    [Theory]
    [InlineData(FeatureScaling.MeanVariance)]
    [InlineData(FeatureScaling.RobustSmoothClip)]
    public void Transform_Missing_IsTheMedian(FeatureScaling kind)
    {
        var features = new FloatMatrix(5, 2, [1, float.NaN, float.NaN, float.NaN, 2, float.NaN, 9, float.NaN, 2, float.NaN]);
        var scaled = FeatureScaler.Fit(features, kind).Transform(features);
        Assert.Equal(scaled.Row(2)[0], scaled.Row(1)[0]);
        Assert.All(Column(scaled, 1), v => Assert.Equal(0, v));
        Assert.True(kind == FeatureScaling.MeanVariance || scaled.Row(1)[0] == 0);
    }

    [Fact]
    public void Load_OfSaved_TransformsTheSame()
    {
        var features = new FloatMatrix(5, 2, [1, 3, 4, -2, 2, 8, 9, 0, 2, float.NaN]);
        var scaler = FeatureScaler.Fit(features, FeatureScaling.RobustSmoothClip);
        using var stream = new MemoryStream();
        scaler.Save(stream);
        stream.Position = 0;
        var loaded = FeatureScaler.Load(stream);
        Assert.Equal((scaler.Kind, scaler.Columns), (loaded.Kind, loaded.Columns));
        Assert.Equal(scaler.Transform(features).Values, loaded.Transform(features).Values);
        Assert.Throws<InvalidDataException>(() => FeatureScaler.Load(new MemoryStream(stream.ToArray()[..^3])));
    }

    [Fact]
    public void Fit_BadInput_Throws()
    {
        Assert.Contains("Row 1, column 0", Assert.Throws<ArgumentException>(() => FeatureScaler.Fit(new FloatMatrix(2, 1, [1, float.PositiveInfinity]))).Message);
        Assert.Throws<ArgumentException>(() => FeatureScaler.Fit(new FloatMatrix(0, 1)));
        var scaler = FeatureScaler.Fit(new FloatMatrix(2, 3));
        Assert.Contains("fitted on 3", Assert.Throws<ArgumentException>(() => scaler.Transform(new FloatMatrix(2, 2))).Message);
    }

    private static double[] Column(FloatMatrix matrix, int column) => [.. Enumerable.Range(0, matrix.Rows).Select(i => (double)matrix.Row(i)[column])];
}
