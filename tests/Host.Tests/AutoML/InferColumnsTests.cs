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
