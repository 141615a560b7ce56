using System.Globalization;
using Microsoft.ML;
using Microsoft.ML.AutoML;
using Microsoft.ML.Data;

namespace MLNetTuning.Host.Tests.AutoML;

public sealed class InferColumnsTests : IDisposable
{
    private readonly MLContext _context = new(1);
    private readonly string _path = Path.Combine(Path.GetTempPath(), Path.GetRandomFileName() + ".csv");

    public void Dispose() => File.Delete(_path);

    [Fact]
    public void InferColumns_MixedTypes_TellsKindsAndPurposes()
    {
        Write(',', row => $"{row},{row % 3 + 0.5},{(row % 2 == 0 ? "Yes" : "No")},c{row % 4},u{row},{(row % 5 == 0 ? "Yes" : "No")}");

        var results = _context.Auto().InferColumns(_path, "label", groupColumns: false);

        var options = results.TextLoaderOptions;
        Assert.Equal([','], options.Separators);
        Assert.True(options.HasHeader);
        Assert.Equal(["number", "fraction", "truth", "category", "name", "label"], options.Columns!.Select(column => column.Name));
        Assert.Equal(
            [DataKind.Single, DataKind.Single, DataKind.Boolean, DataKind.String, DataKind.String, DataKind.Boolean],
            options.Columns!.Select(column => column.DataKind));
        var information = results.ColumnInformation;
        Assert.Equal("label", information.LabelColumnName);
        Assert.Equal(["number", "fraction", "truth"], information.NumericColumnNames);
        Assert.Equal(["category"], information.CategoricalColumnNames);
        Assert.Equal(["name"], information.IgnoredColumnNames);
        Assert.Empty(information.TextColumnNames);
    }

    [Fact]
    public void InferColumns_Grouping_JoinsColumnsOfOneKindAndPurpose()
    {
        Write(',', row => $"{row},{row % 3 + 0.5},{(row % 2 == 0 ? "Yes" : "No")},c{row % 4},u{row},{(row % 5 == 0 ? "Yes" : "No")}");

        var results = _context.Auto().InferColumns(_path, "label");

        Assert.Equal(["Features", "truth", "category", "name", "label"], results.TextLoaderOptions.Columns!.Select(column => column.Name));
        Assert.Equal((0, 1), (results.TextLoaderOptions.Columns![0].Source![0].Min, results.TextLoaderOptions.Columns![0].Source![0].Max));
        Assert.Equal(["Features", "truth"], results.ColumnInformation.NumericColumnNames);
    }

    [Theory]
    [InlineData('\t')]
    [InlineData(';')]
    public void InferColumns_OtherSeparators_AreFound(char separator)
    {
        Write(separator, row => string.Join(separator, row, row + 1, "a", "b", "c", row % 2));

        var results = _context.Auto().InferColumns(_path, "label", groupColumns: false);

        Assert.Equal([separator], results.TextLoaderOptions.Separators);
        Assert.Equal(DataKind.Boolean, results.TextLoaderOptions.Columns![5].DataKind);
    }

    [Fact]
    public void InferColumns_MissingNumbers_StayNumeric()
    {
        Write(',', row => $"{(row % 2 == 0 ? "" : row.ToString(CultureInfo.InvariantCulture))},{(row % 3 == 0 ? "?" : "1.5")},a,b,c,{row}");

        var columns = _context.Auto().InferColumns(_path, "label", groupColumns: false).TextLoaderOptions.Columns!;

        Assert.Equal(DataKind.Single, columns[0].DataKind);
        Assert.Equal(DataKind.Single, columns[1].DataKind);
        Assert.Equal(DataKind.Single, columns[5].DataKind);
    }

    [Fact]
    public void InferColumns_QuotedSeparators_AreNotSplit()
    {
        Write(',', row => $"{row},\"one, two\",\"say \"\"hello\"\"\",b,c,{row % 2}");

        var results = _context.Auto().InferColumns(_path, "label", groupColumns: false);

        Assert.True(results.TextLoaderOptions.AllowQuoting);
        Assert.Equal(6, results.TextLoaderOptions.Columns!.Length);
    }

    [Fact]
    public void InferColumns_LongText_IsAText()
    {
        Write(',', row => $"{row},this is sentence number {row} of many,a,b,c,{row % 2}");

        var information = _context.Auto().InferColumns(_path, "label", groupColumns: false).ColumnInformation;

        Assert.Equal(["fraction"], information.TextColumnNames);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(50)]
    [InlineData(99)]
    public void InferColumns_RaggedAmongTheFirst100Lines_Throws(int line)
    {
        File.WriteAllLines(_path, Enumerable.Range(0, 300).Select(i => i == line ? "1,2" : "1,2,3"));

        Assert.Throws<InferenceException>(() => _context.Auto().InferColumns(_path, 0, hasHeader: false));
    }

    [Theory]
    [InlineData("1,2")]
    [InlineData("1,2,3,4")]
    public void InferColumns_RaggedLater_IsRead(string line)
    {
        File.WriteAllLines(_path, Enumerable.Range(0, 300).Select(i => i == 100 ? line : $"{i % 2},2,3"));

        Assert.Equal(3, _context.Auto().InferColumns(_path, 0, hasHeader: false, groupColumns: false).TextLoaderOptions.Columns!.Length);
    }

    [Fact]
    public void InferColumns_SparseRows_AreFound()
    {
        File.WriteAllLines(_path, Enumerable.Range(0, 200).Select(i => i % 3 == 0 ? $"{i % 2} 10 0:{i} 5:2" : $"{i % 2} 10 0:{i} 4:1 5:2"));

        var options = _context.Auto().InferColumns(_path, 0, hasHeader: false).TextLoaderOptions;

        Assert.True(options.AllowSparse);
        Assert.Equal([' '], options.Separators);
        Assert.Equal(["Label", "Features"], options.Columns!.Select(column => column.Name));
        Assert.Equal((1, 10), (options.Columns![1].Source![0].Min, options.Columns![1].Source![0].Max));
    }

    [Fact]
    public void InferColumns_CommentsAndEmptyLines_ArePassedOver()
    {
        File.WriteAllLines(_path, ["#@ TextLoader{", "//note", "", .. Enumerable.Range(0, 50).Select(i => i % 5 == 0 ? "" : $"{i % 2},2,x")]);

        var columns = _context.Auto().InferColumns(_path, 0, hasHeader: false, groupColumns: false).TextLoaderOptions.Columns!;

        Assert.Equal([DataKind.Boolean, DataKind.Single, DataKind.String], columns.Select(column => column.DataKind));
    }

    [Fact]
    public void InferColumns_BlanksAroundNames_AreNotPartOfThem()
    {
        File.WriteAllLines(_path, ["y, a , b", .. Enumerable.Range(0, 50).Select(i => $"{i % 2},{i},{i}")]);

        var results = _context.Auto().InferColumns(_path, "y", groupColumns: false);

        Assert.Equal(["a", "b"], results.ColumnInformation.NumericColumnNames);
        Assert.Equal(["y", "a", "b"], _context.Data.CreateTextLoader(results.TextLoaderOptions).Load(_path).Schema.Select(column => column.Name));
    }

    [Theory]
    [InlineData("0", "1", DataKind.Boolean)]
    [InlineData("-1", "1", DataKind.Boolean)]
    [InlineData("true", "false", DataKind.Boolean)]
    [InlineData("yes", "no", DataKind.Boolean)]
    [InlineData("1", "2", DataKind.Single)]
    [InlineData("0.0", "1.0", DataKind.Single)]
    [InlineData("0", "", DataKind.Single)]
    [InlineData("good", "bad", DataKind.String)]
    public void InferColumns_Label_HasTheTypeOfItsValues(string first, string second, DataKind kind)
    {
        File.WriteAllLines(_path, ["y,a", .. Enumerable.Range(0, 50).Select(i => $"{(i % 2 == 0 ? first : second)},{i}")]);

        Assert.Equal(kind, _context.Auto().InferColumns(_path, "y", groupColumns: false).TextLoaderOptions.Columns![0].DataKind);
    }

    [Theory]
    [InlineData(0.69, "categorical")]
    [InlineData(0.71, "ignored")]
    [InlineData(0.84, "ignored")]
    [InlineData(0.86, "text")]
    public void InferColumns_ShareOfDifferentTexts_DecidesThePurpose(double share, string purpose)
    {
        File.WriteAllLines(_path, ["y,t,n", .. Enumerable.Range(0, 1000).Select(i => string.Create(CultureInfo.InvariantCulture, $"{i % 2},v w {i % (int)(1000 * share)},{i}"))]);

        var information = _context.Auto().InferColumns(_path, "y", groupColumns: false).ColumnInformation;

        var expected = purpose switch { "categorical" => information.CategoricalColumnNames, "text" => information.TextColumnNames, _ => information.IgnoredColumnNames };
        Assert.Equal(["t"], expected);
    }

    [Fact]
    public void InferColumns_ColumnInformation_IsObeyed()
    {
        Write(',', row => $"{row % 3},{row},a,b,u{row},{row % 2}");
        var known = new ColumnInformation { LabelColumnName = "label", ExampleWeightColumnName = "fraction" };
        known.CategoricalColumnNames.Add("number");
        known.IgnoredColumnNames.Add("truth");

        var information = _context.Auto().InferColumns(_path, known, groupColumns: false).ColumnInformation;

        Assert.Equal("fraction", information.ExampleWeightColumnName);
        Assert.Equal(["number", "category"], information.CategoricalColumnNames);
        Assert.Equal(["truth", "name"], information.IgnoredColumnNames);
        Assert.Empty(information.NumericColumnNames);
    }

    [Fact]
    public void InferColumns_LabelIndexWithoutHeader_NamesColumns()
    {
        File.WriteAllLines(_path, Enumerable.Range(0, 20).Select(row => $"{row},{row % 2},x{row % 3}"));

        var results = _context.Auto().InferColumns(_path, 1, groupColumns: false);

        Assert.False(results.TextLoaderOptions.HasHeader);
        Assert.Equal(["col0", "Label", "col2"], results.TextLoaderOptions.Columns!.Select(column => column.Name));
        Assert.Equal("Label", results.ColumnInformation.LabelColumnName);
        Assert.Equal(DataKind.Boolean, results.TextLoaderOptions.Columns![1].DataKind);
    }

    [Fact]
    public void InferColumns_BadInput_Throws()
    {
        var auto = _context.Auto();
        Assert.Throws<ArgumentException>(() => auto.InferColumns(_path + ".missing", "label"));
        File.WriteAllText(_path, "");
        Assert.Throws<ArgumentException>(() => auto.InferColumns(_path, "label"));
        Write(',', row => $"{row},{row},a,b,c,1");
        Assert.Throws<ArgumentException>(() => auto.InferColumns(_path, "labl"));
        Assert.Throws<ArgumentOutOfRangeException>(() => auto.InferColumns(_path, 6, hasHeader: true));
        File.WriteAllText(_path, "label\n1\n2\n3\n");
        Assert.Throws<InferenceException>(() => auto.InferColumns(_path, "label"));
    }

    [Fact]
    public void TextLoaderOptions_LoadTheFile()
    {
        Write(',', row => $"{row},{row % 3 + 0.5},{(row % 2 == 0 ? "Yes" : "No")},c{row % 4},u{row},{(row % 5 == 0 ? "Yes" : "No")}");
        var results = _context.Auto().InferColumns(_path, "label", groupColumns: false);

        var data = _context.Data.CreateTextLoader(results.TextLoaderOptions).Load(_path);

        Assert.Equal(40, data.GetColumn<bool>("label").Count());
        Assert.Equal(8, data.GetColumn<bool>("label").Count(value => value));
        Assert.Equal("c3", data.GetColumn<string>("category").Last());
    }

    private void Write(char separator, Func<int, string> row)
    {
        var header = string.Join(separator, "number", "fraction", "truth", "category", "name", "label");
        var lines = Enumerable.Range(0, 40).Select(index => FormattableString.Invariant($"{row(index)}"));
        File.WriteAllLines(_path, lines.Prepend(header));
    }
}
