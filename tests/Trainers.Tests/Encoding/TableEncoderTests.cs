using MLNetTuning.Trainers.Encoding;

namespace MLNetTuning.Trainers.Tests.Encoding;

public class TableEncoderTests
{
    private const float Missing = float.NaN;

    // Number with a gap, binary code, code of three levels, code of eleven, number.
    private static readonly FloatMatrix Table = Make();

    private static readonly TableEncoderOptions Options = new()
    {
        Kinds = [ColumnKind.Numeric, ColumnKind.Auto, ColumnKind.Category, ColumnKind.Category, ColumnKind.Auto],
    };

    [Fact]
    public void Transform_MixedTable_OrdersNumbersPlainAndLevels()
    {
        var encoder = TableEncoder.Fit(Table, Options);
        Assert.Equal((2 + 1 + 1 + 3 + 1, 2), (encoder.Inputs.Columns, encoder.Inputs.NumericInputs));
        Assert.Equal([12], encoder.Inputs.Categories);
        var row = encoder.Transform(new FloatMatrix(3, 5, [5, 7, 20, 3, 1, Missing, 4, 99, 50, 2, 6, Missing, Missing, Missing, 3]));
        Assert.Equal(3, row.Rows);

        // Levels: 3 is the fourth of 0 to 10; 50 is unknown.
        Assert.Equal([4f, 0, 0], Enumerable.Range(0, 3).Select(i => row.Row(i)[7]));

        // Smooth clip of a code: median, quartiles, then x / sqrt(1 + (x/3)²); all one-hot columns of an unknown code are as for another level.
        Assert.Equal(row.Row(1)[4], row.Row(2)[4]);
        Assert.NotEqual(row.Row(0)[5], row.Row(1)[5]);
        Assert.DoesNotContain(row.Values, float.IsNaN);
    }

    [Fact]
    public void Transform_BinaryAndMissing_IsPlusMinusOneAndZeroBeforeScaling()
    {
        var column = new FloatMatrix(4, 1, [3, 8, 8, 3]);
        var encoder = TableEncoder.Fit(column, new TableEncoderOptions { Scaling = FeatureScaling.QuantileNormal });
        Assert.Equal([-1f, 1, 0, 0], encoder.Transform(new FloatMatrix(4, 1, [3, 8, Missing, 5])).Values);
    }

    [Fact]
    public void Transform_ColumnsLeftOut_AreNotRead()
    {
        var encoder = TableEncoder.Fit(Table, Options with { Kinds = [ColumnKind.LeftOut, ColumnKind.Auto, ColumnKind.LeftOut, ColumnKind.LeftOut, ColumnKind.Numeric] });
        Assert.Equal((5, 2, 1), (encoder.Columns, encoder.Inputs.Columns, encoder.Inputs.NumericInputs));
        using var stream = new MemoryStream();
        encoder.Save(stream);
        stream.Position = 0;
        var encoded = TableEncoder.Load(stream).Transform(new FloatMatrix(2, 5, [5, 7, 20, 3, 1, float.PositiveInfinity, 7, Missing, 50, 1]));
        Assert.Equal(encoded.Row(0).ToArray(), encoded.Row(1).ToArray());
    }

    [Theory]
    [InlineData(new float[] { 2, 2, 2 }, false, false)]
    [InlineData(new float[] { 2, Missing, 5 }, false, true)]
    [InlineData(new float[] { 2, 5, 2, 5, 7 }, true, false)]
    [InlineData(new float[] { Missing, 0, -0f, 1, 2 }, true, true)]
    [InlineData(new float[] { Missing, Missing }, false, true)]
    public void Look_CountsToThreeOnly(float[] values, bool hasMany, bool hasMissing) =>
        Assert.Equal((hasMany, hasMissing), CategoryColumn.Look(values, 0));

    [Fact]
    public void Fit_ManyLevels_KeepsTheMostFrequent()
    {
        var table = new FloatMatrix(7, 1, [4, 4, 4, 1, 9, 9, 2]);
        var encoder = TableEncoder.Fit(table, new TableEncoderOptions { Kinds = [ColumnKind.Category], OneHotLimit = 0, LevelLimit = 3 });
        Assert.Equal([4], encoder.Inputs.Categories);
        Assert.Equal([1f, 0, 2, 3], encoder.Transform(new FloatMatrix(4, 1, [1, 2, 4, 9])).Values);
    }

    [Fact]
    public void Load_OfSaved_EncodesTheSame()
    {
        foreach (var scaling in Enum.GetValues<FeatureScaling>())
        {
            var encoder = TableEncoder.Fit(Table, Options with { Scaling = scaling });
            using var stream = new MemoryStream();
            encoder.Save(stream);
            stream.Position = 0;
            var loaded = TableEncoder.Load(stream);
            Assert.Equal(encoder.Inputs.Categories, loaded.Inputs.Categories);
            Assert.Equal(encoder.Transform(Table).Values, loaded.Transform(Table).Values);
            for (var length = 0; length < stream.Length; length += 37)
            {
                Assert.Throws<InvalidDataException>(() => TableEncoder.Load(new MemoryStream(stream.ToArray()[..length])));
            }
        }
    }

    [Fact]
    public void Fit_BadInput_SaysWhatToDo()
    {
        Assert.Contains("name each, or none", Assert.Throws<ArgumentException>(() => TableEncoder.Fit(Table, new TableEncoderOptions { Kinds = [ColumnKind.Auto] })).Message);
        Assert.Contains("LevelLimit is 1", Assert.Throws<ArgumentException>(() => TableEncoder.Fit(Table, new TableEncoderOptions { LevelLimit = 1 })).Message);
        Assert.Contains("no rows", Assert.Throws<ArgumentException>(() => TableEncoder.Fit(new FloatMatrix(0, 2))).Message);
        Assert.Contains("Row 1, column 0", Assert.Throws<ArgumentException>(() => TableEncoder.Fit(new FloatMatrix(2, 1, [1, float.PositiveInfinity]))).Message);
        Assert.Contains("fitted on 5", Assert.Throws<ArgumentException>(() => TableEncoder.Fit(Table, Options).Transform(new FloatMatrix(1, 4))).Message);
    }

    [Theory]
    [InlineData(0.5, 0)]
    [InlineData(0.975, 1.959963985)]
    [InlineData(0.001, -3.090232306)]
    [InlineData(1e-7, -5.199337582)]
    public void NormalQuantile_KnownShares_AreMet(double share, double expected) => Assert.Equal(expected, NormalQuantile.Inverse(share), 1e-6);

    [Fact]
    public void QuantileNormal_SkewedColumn_BecomesNormal()
    {
        var random = new Random(2);
        var features = new FloatMatrix(4000, 1, [.. Enumerable.Range(0, 4000).Select(_ => (float)Math.Exp(3 * random.NextDouble()))]);
        var values = FeatureScaler.Fit(features, FeatureScaling.QuantileNormal).Transform(features).Values;
        Assert.InRange(values.Average(), -0.05, 0.05);
        Assert.InRange(values.Average(v => v * v), 0.95, 1.1);
        Assert.InRange(values.Average(v => Math.Pow(v, 3)), -0.2, 0.2);
        var ties = new FloatMatrix(100, 1, [.. Enumerable.Range(0, 100).Select(i => i < 50 ? 0f : i)]);
        var tied = FeatureScaler.Fit(ties, FeatureScaling.QuantileNormal).Transform(ties).Values;

        // Half of the quantiles are one value: its middle is at a quarter.
        Assert.InRange(tied[0], -0.85, -0.5);
        Assert.True(tied[99] > 5);
    }

    private static FloatMatrix Make()
    {
        var table = new FloatMatrix(44, 5);
        for (var i = 0; i < 44; i++)
        {
            var row = table.Row(i);
            row[0] = i % 9 == 0 ? Missing : i;
            row[1] = i % 3 == 0 ? 4 : 7;
            row[2] = (10 * (i % 3)) + 10;
            row[3] = i % 11;
            row[4] = i * i;
        }

        return table;
    }
}
