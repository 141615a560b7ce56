using MLNetTuning.Trainers.Encoding;
using MLNetTuning.Trainers.Tests.Engines;

namespace MLNetTuning.Trainers.Tests.Encoding;

/// <summary>Sparse rows are encoded as the same rows whole are, bit for bit, and stay sparse.</summary>
public class SparseRowsEncodingTests
{
    [Theory]
    [InlineData(FeatureScaling.MeanVariance, 0)]
    [InlineData(FeatureScaling.RobustSmoothClip, 8)]
    [InlineData(FeatureScaling.QuantileNormal, 8)]
    public void NetworkEncoder_SparseRows_AreEncodedAsWholeOnes(FeatureScaling scaling, int bins)
    {
        var (sparse, whole) = SparseSamples.Make(PredictionTask.Regression, 500, 40);
        var expected = NetworkEncoder.Fit(whole, scaling, bins).Transform(whole);
        var actual = NetworkEncoder.Fit(sparse, scaling, bins).Transform(sparse);
        Assert.True(actual.IsSparse);
        Assert.False(expected.IsSparse);
        Assert.Equal((expected.Rows, expected.Columns), (actual.Rows, actual.Columns));
        Assert.True(bins == 0 || expected.Columns > sparse.Columns, "no column was bent");
        Assert.Equal(expected.Features.Values, actual.Features.Values);
        Assert.True(actual.Compressed!.Stored.Values.Length <= (bins + 1) * sparse.Compressed!.Stored.Values.Length, "more is stored than what there is");
        Assert.Same(sparse.Labels, actual.Labels);
    }

    [Theory]
    [InlineData(FeatureScaling.MeanVariance)]
    [InlineData(FeatureScaling.RobustSmoothClip)]
    [InlineData(FeatureScaling.QuantileNormal)]
    public void TableEncoder_SparseRows_AreEncodedAsWholeOnes(FeatureScaling scaling)
    {
        var (sparse, whole) = SparseSamples.Make(PredictionTask.Binary, 400, 30);
        var kinds = Enumerable.Repeat(ColumnKind.Auto, whole.Columns).ToArray();
        kinds[2] = ColumnKind.Category;
        var options = new TableEncoderOptions { Scaling = scaling, OneHotLimit = 2, Kinds = kinds };
        var encoder = TableEncoder.Fit(sparse, options);
        var (expected, actual) = (TableEncoder.Fit(whole, options).Transform(whole), encoder.Transform(sparse));
        Assert.NotEmpty(encoder.Inputs.Categories);
        Assert.True(actual.IsSparse);
        Assert.Equal(expected.Features.Values, actual.Features.Values);
        Assert.Equal(expected.Features.Values, encoder.Transform(whole.Features).Values);
    }

    [Fact]
    public void Transform_OtherColumns_SaysBothNumbers()
    {
        var (sparse, whole) = SparseSamples.Make(PredictionTask.Binary, 100, 30);
        var narrow = new TrainingData(new SparseMatrix(2, [0, 0], [], []), [1]);
        Assert.Contains("There are 2 columns", Assert.Throws<ArgumentException>(() => NetworkEncoder.Fit(sparse, FeatureScaling.MeanVariance, 0).Transform(narrow)).Message);
        Assert.Contains("There are 2 columns", Assert.Throws<ArgumentException>(() => TableEncoder.Fit(whole).Transform(narrow)).Message);
    }

    [Fact]
    public void Fit_Infinity_NamesRowAndColumn()
    {
        var data = new TrainingData(new SparseMatrix(3, [0, 1, 2], [1, 2], [4, float.PositiveInfinity]), [0, 1]);
        Assert.Contains("Row 1, column 2", Assert.Throws<ArgumentException>(() => NetworkEncoder.Fit(data, FeatureScaling.MeanVariance, 0)).Message);
        Assert.Contains("Row 1, column 2", Assert.Throws<ArgumentException>(() => TableEncoder.Fit(data)).Message);
    }

    [Theory]
    [InlineData(new float[] { 3, 0, -1, 0, 2, -5, 0 })]
    [InlineData(new float[] { 0, 0 })]
    [InlineData(new float[] { 2, 1 })]
    [InlineData(new float[0])]
    public void ColumnSort_IsASort(float[] values)
    {
        float[] expected = [.. values.Order()];
        ColumnSort.Sort(values);
        Assert.Equal(expected, values);
    }
}
