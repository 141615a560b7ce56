using Microsoft.ML;
using Microsoft.ML.Data;

namespace MLNetTuning.Host.Tests.Data;

/// <summary>Vector columns: how wide, what is missing, sparse or dense, and the names of their slots.</summary>
public sealed class TextShapeTests
{
    private readonly MLContext _ml = new(1);

    [Theory]
    [InlineData(false, "1 0 3;s4 0 0;s0 0 0;5 6 7")]
    [InlineData(true, "1 NaN 3;4 NaN NaN;NaN NaN NaN;5 6 7")]
    public void Vector_FieldsMissing_AreZeroOrNaN(bool asNaN, string expected) => Assert.Equal(
        expected,
        Vectors("1,,3\n4\n,,\n5,6,7\n", new TextLoader.Options { MissingRealsAsNaNs = asNaN }, new TextLoader.Range(0, 2)));

    [Theory]
    [InlineData(false, "1 0 3;4;s0 0 0;5 6 7 8 9;0 0 0 0 0 0 1")]
    [InlineData(true, "1 NaN 3;4;NaN NaN NaN;5 6 7 8 9;0 0 0 0 0 0 1")]
    public void Vector_ToTheEndOfEveryLine_IsAsLongAsTheLine(bool asNaN, string expected) => Assert.Equal(
        expected,
        Vectors("1,,3\n4\n,,\n5,6,7,8,9\n0,0,0,0,0,0,1\n", new TextLoader.Options { MissingRealsAsNaNs = asNaN }, new TextLoader.Range { Min = 0, VariableEnd = true }));

    [Theory]
    [InlineData("1 5 0:2 3:4\n0 1 2 3 4 5\n", 1, 5, null, "s2 0 0 4 0;1 2 3 4 5")]
    [InlineData("3 0:1 2:5\n3 1:7\n", 0, 2, null, "1 0 5;s0 7 0")]
    [InlineData("1 0:1 2:5\n3 1:7\n2 3 4 5\n", 1, 3, 4, "1 0 5;s0 7 0;3 4 5")]
    [InlineData("1 5 3:1 2:5\n", 1, 5, null, "s0 0 0 1 0")]
    [InlineData("1 3 3:1\n", 1, 5, null, "s0 0 0 0 0")]
    public void Vector_SparseLines_ReadPairsUntilTheyAreNotRight(string text, int min, int max, int? inputSize, string expected) => Assert.Equal(
        expected,
        Vectors(text, new TextLoader.Options { Separators = [' '], AllowSparse = true, InputSize = inputSize }, new TextLoader.Range(min, max)));

    [Fact]
    public void Vector_ToTheEndOfTheFirstLine_TakesTheRest() =>
        Assert.Equal("2 3;5 6", Vectors("1,2,3\n4,5,6\n", new TextLoader.Options(), new TextLoader.Range(1, null)));

    [Theory]
    [InlineData("1,2,3\n4,5\n")]
    [InlineData("a,b\n1,2,3\n")]
    public void Vector_ToTheEndOfLinesThatDiffer_Throws(string text) =>
        Assert.ThrowsAny<ArgumentException>(() => Vectors(text, new TextLoader.Options(), new TextLoader.Range(1, null)));

    [Fact]
    public void Vector_OfAllOthers_TakesWhatNoColumnNames()
    {
        using var file = new TemporaryFile("1,2,3,4\n");
        var options = new TextLoader.Options
        {
            Separators = [','],
            InputSize = 4,
            Columns =
            [
                new("L", DataKind.Single, 1),
                new("V", DataKind.Single, [new TextLoader.Range { Min = 0, AutoEnd = true, AllOther = true }]),
            ],
        };

        Assert.Equal([1, 3, 4], _ml.Data.LoadFromTextFile(file.Path, options).GetColumn<float[]>("V").Single());
    }

    [Theory]
    [InlineData(" A , B b,\"C,c\",", true, "A;B b;C,c;")]
    [InlineData(" A , B b,\"C,c\",", false, "A;B b;\"C;c\"")]
    [InlineData("A,A,,D", true, "A;A;;D")]
    [InlineData("A", true, "A;;;")]
    [InlineData("\"q\"\"x\",b,c,d,e,f", true, "q\"x;b;c;d")]
    [InlineData("\"q\"\"x\",b,c,d,e,f", false, "\"q\"\"x\";b;c;d")]
    public void Header_AnyNames_NameTheSlots(string header, bool quoting, string expected)
    {
        using var file = new TemporaryFile(header + "\n1,2,3,4\n");
        var options = new TextLoader.Options { Separators = [','], HasHeader = true, AllowQuoting = quoting, Columns = [new("V", DataKind.Single, 0, 3)] };

        VBuffer<ReadOnlyMemory<char>> names = default;
        _ml.Data.LoadFromTextFile(file.Path, options).Schema["V"].GetSlotNames(ref names);

        Assert.Equal(expected, string.Join(";", names.DenseValues()));
    }

    private string Vectors(string text, TextLoader.Options options, TextLoader.Range range)
    {
        using var file = new TemporaryFile(text);
        options.Separators = options.Separators is ['\t'] ? [','] : options.Separators;
        options.Columns = [new("V", DataKind.Single, [range])];
        var rows = new List<string>();
        var data = _ml.Data.LoadFromTextFile(file.Path, options);
        using var cursor = data.GetRowCursor(data.Schema);
        var getter = cursor.GetGetter<VBuffer<float>>(data.Schema["V"]);
        VBuffer<float> vector = default;
        while (cursor.MoveNext())
        {
            getter(ref vector);
            rows.Add((vector.IsDense ? "" : "s") + string.Join(" ", vector.DenseValues()));
        }

        return string.Join(";", rows);
    }
}
