using Microsoft.ML;
using Microsoft.ML.Data;

namespace MLNetTuning.Host.Tests.Data;

public sealed class TextLoaderTests
{
    private readonly MLContext _ml = new(1);

    [Fact]
    public void LoadFromTextFile_QuotedFieldsAndEmptyFields_ReadAsTheLoaderDefines()
    {
        using var file = new TemporaryFile("A,B,C,V1,V2\n1,x,true,3,4\n2.5,\"q,uo\"\"te\",0,,6\n,,1,a,\n 7 , y ,FALSE, 1 ,2\n");

        var rows = Rows(_ml.Data.LoadFromTextFile<TextRow>(file.Path, ',', hasHeader: true, allowQuoting: true, trimWhitespace: true));

        Assert.Equal([1, 2.5f, 0, 7], rows.Select(static r => r.A));
        Assert.Equal(["x", "q,uo\"te", "", "y "], rows.Select(static r => r.B));
        Assert.Equal([true, false, true, false], rows.Select(static r => r.C));
        Assert.Equal([[3, 4], [0, 6], [float.NaN, 0], [1, 2]], rows.Select(static r => r.V));
    }

    [Fact]
    public void LoadFromTextFile_HeaderOverVector_NamesSlots()
    {
        using var file = new TemporaryFile("h1;h2;h3;h4\n1;2;3;4\n");
        TextLoader.Column[] columns = [new("F", DataKind.Single, 0, 2), new("L", DataKind.Int32, 3)];

        // The names come with a data sample only.
        var loader = _ml.Data.CreateTextLoader(columns, ';', hasHeader: true, dataSample: new MultiFileSource(file.Path));

        VBuffer<ReadOnlyMemory<char>> names = default;
        loader.GetOutputSchema()["F"].GetSlotNames(ref names);
        Assert.Equal(["h1", "h2", "h3"], names.DenseValues().Select(static n => n.ToString()));
        Assert.Equal([4], loader.Load(file.Path).GetColumn<int>("L"));
    }

    [Fact]
    public void LoadFromTextFile_RaggedRows_MissingFieldsAreDefaultAndMoreAreIgnored()
    {
        using var file = new TemporaryFile("1,x\n2,y,1,3,4,5,6\n\n3,z,0,1,2\n");

        var rows = Rows(_ml.Data.LoadFromTextFile<TextRow>(file.Path, ','));

        Assert.Equal([1, 2, 3], rows.Select(static r => r.A));
        Assert.Equal([[0, 0], [3, 4], [1, 2]], rows.Select(static r => r.V));
    }

    [Fact]
    public void LoadFromTextFile_ByteOrderMarkAndCarriageReturns_AreNoPartOfTheData()
    {
        using var file = new TemporaryFile("a,b,c,d,e\r\n1,é,1,2,3\r\n", byteOrderMark: true);

        var row = Assert.Single(Rows(_ml.Data.LoadFromTextFile<TextRow>(file.Path, ',', hasHeader: true)));

        Assert.Equal((1f, "é", true), (row.A, row.B, row.C));
        Assert.Equal([2, 3], row.V);
    }

    [Theory]
    [InlineData("1,\"two\nlines\",1\n2,b,0\n")]
    [InlineData("1,\"two\r\nlines\",1\r\n2,b,0\r\n")]
    public void LoadFromTextFile_LineBreakInQuotes_IsPartOfTheField(string content)
    {
        using var file = new TemporaryFile(content);
        var options = new TextLoader.Options
        {
            Separators = [','],
            AllowQuoting = true,
            ReadMultilines = true,
            Columns = [new("A", DataKind.Single, 0), new("B", DataKind.String, 1)],
        };

        var data = _ml.Data.LoadFromTextFile(file.Path, options);

        Assert.Equal([1f, 2f], data.GetColumn<float>("A"));
        Assert.Equal(["two\nlines", "b"], data.GetColumn<string>("B"));
    }

    [Theory]
    [InlineData("true", true)]
    [InlineData("T", true)]
    [InlineData("yes", true)]
    [InlineData("1", true)]
    [InlineData("+1", true)]
    [InlineData("False", false)]
    [InlineData("no", false)]
    [InlineData("0", false)]
    [InlineData("-1", false)]
    public void LoadFromTextFile_Boolean_KnowsTheWords(string text, bool expected)
    {
        using var file = new TemporaryFile(text + "\n");

        var data = _ml.Data.LoadFromTextFile(file.Path, [new TextLoader.Column("B", DataKind.Boolean, 0)], ',');

        Assert.Equal([expected], data.GetColumn<bool>("B"));
    }

    [Theory]
    [InlineData("1e3", 1000f)]
    [InlineData("-.5", -0.5f)]
    [InlineData("?", float.NaN)]
    [InlineData("NA", float.NaN)]
    [InlineData("word", float.NaN)]
    [InlineData("Infinity", float.PositiveInfinity)]
    [InlineData("16777217", 16777216f)]
    [InlineData("0.1", 0.1f)]
    [InlineData("3.4028235E+38", float.MaxValue)]
    public void LoadFromTextFile_Single_ParsesAndMissingIsNaN(string text, float expected)
    {
        using var file = new TemporaryFile(text + "\n");

        var data = _ml.Data.LoadFromTextFile(file.Path, [new TextLoader.Column("F", DataKind.Single, 0)], ',');

        Assert.Equal([expected], data.GetColumn<float>("F"));
    }

    [Theory]
    [InlineData(false, 0f)]
    [InlineData(true, float.NaN)]
    public void Options_MissingRealsAsNaNs_DecidesWhatAnEmptyFieldIs(bool asNaN, float expected)
    {
        using var file = new TemporaryFile("1,2\n,3\n");
        var options = new TextLoader.Options
        {
            Separators = [','],
            MissingRealsAsNaNs = asNaN,
            Columns = [new("A", DataKind.Single, 0), new("B", DataKind.Single, 1)],
        };

        var data = _ml.Data.LoadFromTextFile(file.Path, options);

        Assert.Equal([1f, expected], data.GetColumn<float>("A"));
    }

    [Fact]
    public void LoadFromTextFile_KeyColumn_CountsCategoriesFromZeroInTheFile()
    {
        using var file = new TemporaryFile("0\n2\n9\n?\n");
        var column = new TextLoader.Column("K", DataKind.UInt32, [new(0)], new KeyCount(3));

        var data = _ml.Data.LoadFromTextFile(file.Path, [column], ',');

        Assert.Equal(new KeyDataViewType(typeof(uint), 3), data.Schema["K"].Type);
        Assert.Equal([1u, 3u, 0u, 0u], data.GetColumn<uint>("K"));
    }

    [Fact]
    public void LoadFromTextFile_ValueThatIsNoInteger_NamesValueAndColumn()
    {
        using var file = new TemporaryFile("1\nx\n");
        var data = _ml.Data.LoadFromTextFile(file.Path, [new TextLoader.Column("I", DataKind.Int32, 0)], ',');

        var error = Assert.Throws<FormatException>(() => data.GetColumn<int>("I").ToArray());

        Assert.Contains("Could not parse value x in line 2, column I", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void LoadFromTextFile_NoSuchFile_NamesIt()
    {
        var error = Assert.ThrowsAny<ArgumentException>(() => _ml.Data.LoadFromTextFile<TextRow>("/no/such/file.csv", ','));

        Assert.Contains("/no/such/file.csv", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("")]
    [InlineData("a,b,c,d,e\n")]
    public void LoadFromTextFile_NothingBelowTheHeader_HasNoRows(string content)
    {
        using var file = new TemporaryFile(content);

        Assert.Empty(Rows(_ml.Data.LoadFromTextFile<TextRow>(file.Path, ',', hasHeader: true)));
    }

    [Fact]
    public void LoadFromTextFile_SparseLines_ReadPairs()
    {
        using var file = new TemporaryFile("1\t5\t0:2\t3:4\n0\t1\t2\t3\t4\t5\n");
        TextLoader.Column[] columns = [new("L", DataKind.Single, 0), new("F", DataKind.Single, 1, 5)];

        var data = _ml.Data.LoadFromTextFile(file.Path, columns, allowSparse: true);

        Assert.Equal([[2, 0, 0, 4, 0], [1, 2, 3, 4, 5]], data.GetColumn<float[]>("F"));
    }

    [Fact]
    public void SaveAsText_ThenLoad_GivesTheSameValues()
    {
        TextRow[] rows = [new() { A = 1.5f, B = "a b, \"c\"", C = true, V = [1, float.NaN] }, new() { A = -2e-9f, V = [0, 7] }];
        using var file = new TemporaryFile("");
        using (var stream = File.Create(file.Path))
        {
            _ml.Data.SaveAsText(_ml.Data.LoadFromEnumerable(rows), stream, ',', headerRow: true, schema: false, forceDense: true);
        }

        var loaded = Rows(_ml.Data.LoadFromTextFile<TextRow>(file.Path, ',', hasHeader: true, allowQuoting: true));

        Assert.Equal(rows.Select(static r => (r.A, r.B, r.C)), loaded.Select(static r => (r.A, r.B, r.C)));
        Assert.Equal(rows.Select(static r => r.V), loaded.Select(static r => r.V));
    }

    private TextRow[] Rows(IDataView data) => _ml.Data.CreateEnumerable<TextRow>(data, reuseRowObject: false).ToArray();
}
