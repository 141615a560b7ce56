using MLNetTuning.Trainers.Encoding;

namespace MLNetTuning.Trainers.Tests.Encoding;

public class PiecewiseLinearEncoderTests
{
    private static FloatMatrix Features(int rows, int seed = 1)
    {
        var random = new Random(seed);
        var features = new FloatMatrix(rows, 3);
        for (var row = 0; row < rows; row++)
        {
            var values = features.Row(row);
            values[0] = (float)Math.Exp(random.NextDouble() * 5);
            values[1] = random.Next(2);
            values[2] = random.Next(7) == 0 ? float.NaN : random.Next(30);
        }

        return features;
    }

    [Fact]
    public void Encode_OfTheTrainingRows_HasMeanZeroAndDeviationOne()
    {
        var features = Features(600);
        var encoder = PiecewiseLinearEncoder.Fit(features, 6);
        Assert.Equal(12, encoder.Components);
        var sums = new double[12];
        var squares = new double[12];
        var counts = new int[12];
        var components = new float[12];
        for (var row = 0; row < 600; row++)
        {
            encoder.Encode(features.Row(row), components);
            for (var i = 0; i < 12; i++)
            {
                if (i < 6 || !float.IsNaN(features.Row(row)[2]))
                {
                    sums[i] += components[i];
                    squares[i] += components[i] * components[i];
                    counts[i]++;
                }
            }
        }

        for (var i = 0; i < 12; i++)
        {
            Assert.Equal(0, sums[i] / counts[i], 4);
            Assert.Equal(1, squares[i] / counts[i], 3);
        }
    }

    [Fact]
    public void Encode_GrowsWithTheValue_AndIsLinearInsideABin()
    {
        var features = new FloatMatrix(400, 1, [.. Enumerable.Range(0, 400).Select(i => (float)i)]);
        var encoder = PiecewiseLinearEncoder.Fit(features, 4);
        float Sum(float value)
        {
            var components = new float[4];
            encoder.Encode([value], components);
            return components.Sum();
        }

        Assert.True(Sum(10) < Sum(11));
        Assert.Equal(Sum(20) - Sum(10), Sum(30) - Sum(20), 4);
        Assert.Equal(Sum(399), Sum(5000), 5);
        Assert.Equal(Sum(0), Sum(-5000), 5);
    }

    [Fact]
    public void Fit_ValueOfMostRows_TakesOneBin()
    {
        // Nine rows of ten are 0; of quantiles only one of ten bins would be left for the amounts.
        var features = new FloatMatrix(1000, 1, [.. Enumerable.Range(0, 1000).Select(i => Math.Max(0f, i - 900))]);
        var edges = Assert.Single(PiecewiseLinearEncoder.Fit(features, 10).BinEdges);
        Assert.Equal(11, edges.Length);
        Assert.Equal((0, 0.5f, 99), (edges[0], edges[1], edges[^1]));
        Assert.All(edges.Skip(2).Zip(edges.Skip(1)), e => Assert.InRange(e.First - e.Second, 9, 12));
    }

    [Fact]
    public void Encode_Missing_IsTheMeanOfEachComponent()
    {
        var encoder = PiecewiseLinearEncoder.Fit(Features(600), 6);
        var components = new float[12];
        encoder.Encode([5, 1, float.NaN], components);
        Assert.All(components[6..], c => Assert.Equal(0, c));
    }

    [Theory]
    [InlineData(99)]
    [InlineData(20)]
    public void Fit_FewRows_MakesNoBins(int rows) => Assert.Equal(0, PiecewiseLinearEncoder.Fit(Features(rows), 16).Components);

    [Fact]
    public void Fit_ManyColumns_KeepsWithinTheLimit()
    {
        var random = new Random(1);
        var features = new FloatMatrix(2000, 100, [.. Enumerable.Range(0, 200_000).Select(_ => (float)random.NextDouble())]);
        Assert.Equal(500, PiecewiseLinearEncoder.Fit(features, 16).Components);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(257)]
    public void Fit_BinsOutsideTheirRange_Throws(int bins) =>
        Assert.StartsWith("A column has 2 to 256 bins.", Assert.Throws<ArgumentOutOfRangeException>(() => PiecewiseLinearEncoder.Fit(Features(200), bins)).Message, StringComparison.Ordinal);

    [Fact]
    public void Load_OfWhatSaveWrote_EncodesTheSame_AndRefusesDamage()
    {
        var features = Features(600);
        var encoder = PiecewiseLinearEncoder.Fit(features, 6);
        using var stream = new MemoryStream();
        encoder.Save(stream);
        stream.Position = 0;
        var loaded = PiecewiseLinearEncoder.Load(stream);
        var (one, two) = (new float[12], new float[12]);
        for (var row = 0; row < 600; row++)
        {
            encoder.Encode(features.Row(row), one);
            loaded.Encode(features.Row(row), two);
            Assert.Equal(one, two);
        }

        Assert.Throws<InvalidDataException>(() => PiecewiseLinearEncoder.Load(new MemoryStream(stream.ToArray()[..^3])));
    }

    [Fact]
    public void NetworkEncoder_IsTheScalerBesideThePieces()
    {
        var features = Features(600);
        var encoder = NetworkEncoder.Fit(features, FeatureScaling.MeanVariance, 6);
        Assert.Equal((3, 15), (encoder.Inputs, encoder.Outputs));
        var encoded = encoder.Transform(features);
        var scaled = encoder.Scaler.Transform(features);
        var pieces = new float[12];
        for (var row = 0; row < 600; row++)
        {
            encoder.Pieces!.Encode(features.Row(row), pieces);
            Assert.Equal([.. scaled.Row(row), .. pieces], encoded.Row(row).ToArray());
        }

        Assert.Null(NetworkEncoder.Fit(features, FeatureScaling.MeanVariance, 0).Pieces);
    }
}
