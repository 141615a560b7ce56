using Microsoft.ML;
using Microsoft.ML.Data;

namespace MLNetTuning.Host.Tests.Transforms;

public sealed class ExpressionTests
{
    private readonly MLContext _ml = new(1);

    [Theory]
    [InlineData("(x, y) => x + 2 * y", 11f)]
    [InlineData("(x, y) : x / y - 1", -0.25f)]
    [InlineData("(x, y) => -x ^ 2 ^ 1", -9f)]
    [InlineData("(x, y) => x ?? y", 3f)]
    [InlineData("(x, y) => x < y ? min(x, 2) : max(x, 7)", 2f)]
    [InlineData("(x, y) => with(a = x * 2, b = a + y; b - a)", 4f)]
    [InlineData("(x, y) => sqrt(x * x + y * y)", 5f)]
    [InlineData("(x, y) => float(y == 4 and not (x > y)) + 0x10", 17f)]
    [InlineData("(x, y) => round(2.5) /* to even */ + abs(0 - x)", 5f)]
    [InlineData("(x, y) => isna(na(x)) ? 1.5 : 0", 1.5f)]
    public void Expression_Single_IsComputed(string expression, float expected) => Assert.Equal(expected, Value<float>(expression, "Single", "Other"), 1e-6f);

    [Theory]
    [InlineData("x => x / 2", 3)]
    [InlineData("x => x % 4", 3)]
    [InlineData("x => x ^ 3", 343)]
    [InlineData("x => 10 - 2 - x", 1)]
    [InlineData("x => int(2.7)", 3)]
    public void Expression_Integer_StaysInteger(string expression, int expected) => Assert.Equal(expected, Value<int>(expression, "Number"));

    [Theory]
    [InlineData("x => 0 < x <= 7", true)]
    [InlineData("x => x != 7 != x", false)]
    [InlineData("x => x >= 8 || x = 7", true)]
    [InlineData("x => !(x <> 7)", true)]
    public void Expression_Comparison_IsBoolean(string expression, bool expected) => Assert.Equal(expected, Value<bool>(expression, "Number"));

    [Theory]
    [InlineData("x => upper(left(x, 2))", "TE")]
    [InlineData("x => concat(right(x, -2), \"-\", mid(x, 1, 3))", "xt-ex")]
    [InlineData("x => len(x) > 3 ? \"long\" : \"short\"", "long")]
    [InlineData("x => text(2 ^ 5)", "32")]
    [InlineData("x => \"a\\tb\\u0041\"", "a\tbA")]
    public void Expression_Text_IsComputed(string expression, string expected) => Assert.Equal(expected, Value<string>(expression, "Text"));

    [Fact]
    public void Expression_Types_MeetInTheWider()
    {
        var data = Load();

        var schema = _ml.Transforms.Expression("A", "(i, l) => i + l", "Number", "Long").Append(_ml.Transforms.Expression("B", "(i, s) => i * s", "Number", "Single"))
            .Append(_ml.Transforms.Expression("C", "(l, s) => l - s", "Long", "Single")).Fit(data).GetOutputSchema(data.Schema);

        Assert.Equal([NumberDataViewType.Int64, NumberDataViewType.Single, NumberDataViewType.Double], new[] { "A", "B", "C" }.Select(n => schema[n].Type));
    }

    [Fact]
    public void Expression_Vector_GoesItemByItem()
    {
        var data = Load();

        var result = _ml.Transforms.Expression("O", "(v, x) => (v ?? 0) + x", "Vector", "Single").Fit(data).Transform(data);

        Assert.Equal([[4, 3, 1]], result.GetColumn<float[]>("O"));
        Assert.Equal(3, ((VectorDataViewType)result.Schema["O"].Type).Size);
    }

    [Fact]
    public void Expression_NaN_Spreads() => Assert.Equal(float.NaN, Value<float>("x => x * 0 + na(x)", "Single"));

    [Theory]
    [InlineData("x => y")]
    [InlineData("x => x +")]
    [InlineData("x => nosuch(x)")]
    [InlineData("x => x + \"a\"")]
    [InlineData("x => x ? 1 : 2")]
    [InlineData("x => 1 < x > 2")]
    [InlineData("(x, y) => x")]
    [InlineData("x => sin(x, x)")]
    [InlineData("x => (x")]
    public void Expression_NotValid_IsRefused(string expression) =>
        Assert.ThrowsAny<ArgumentException>(() => _ml.Transforms.Expression("O", expression, "Single").Fit(Load()));

    [Fact]
    public void Expression_SavedAndLoaded_GivesTheSame()
    {
        var data = Load();
        var model = _ml.Transforms.Expression("O", "(x, t) => concat(t, text(x), \"a long constant\")", "Single", "Text").Fit(data);
        using var stream = new MemoryStream();

        _ml.Model.Save(model, data.Schema, stream);
        stream.Position = 0;
        var loaded = new MLContext().Model.Load(stream, out _);

        Assert.Equal(["text3a long constant"], loaded.Transform(data).GetColumn<string>("O"));
    }

    private IDataView Load() => _ml.Data.LoadFromEnumerable([new ExpressionRow()]);

    private T Value<T>(string expression, params string[] columns)
    {
        var data = Load();
        return _ml.Transforms.Expression("O", expression, columns).Fit(data).Transform(data).GetColumn<T>("O").Single();
    }

    private sealed class ExpressionRow
    {
        public float Single { get; set; } = 3;

        public float Other { get; set; } = 4;

        public int Number { get; set; } = 7;

        public long Long { get; set; } = 1L << 40;

        public string Text { get; set; } = "text";

        [VectorType(3)]
        public float[] Vector { get; set; } = [1, 0, -2];
    }
}
