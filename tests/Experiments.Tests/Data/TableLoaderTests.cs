using Microsoft.ML;
using Microsoft.ML.Data;
using MLNetTuning.Trainers;

namespace MLNetTuning.Experiments.Tests.Data;

public class TableLoaderTests
{
    private static Experiments.Data.LoadedTable Load(string content, string label = "left")
    {
        using var file = new TemporaryFile(content);
        var table = new MLContext(1).Tuning().LoadTable(file.Path, label);

        // Columns are cached as they are read: all of them while the file is there.
        using var cursor = table.Data.GetRowCursor(table.Data.Schema);
        while (cursor.MoveNext())
        {
        }

        return table;
    }

    private static string Message<T>(string content, string label = "left")
        where T : Exception
    {
        using var file = new TemporaryFile(content);
        return Assert.Throws<T>(() => new MLContext(1).Tuning().LoadTable(file.Path, label)).Message.Replace(file.Path, "FILE", StringComparison.Ordinal);
    }

    private static string Rows(int count, Func<int, string> row) => "amount,plan,left\n" + string.Concat(Enumerable.Range(0, count).Select(i => row(i) + "\n"));

    [Fact]
    public void LoadTable_MissingFile_NamesIt()
    {
        var e = Assert.Throws<FileNotFoundException>(() => new MLContext(1).Tuning().LoadTable("no/such.csv", "y"));
        Assert.Equal("There is no file 'no/such.csv'. Give the path of a delimited text file with a header line.", e.Message);
    }

    [Fact]
    public void LoadTable_EmptyFile_SaysSo() =>
        Assert.Equal("FILE: the file is empty. Give a file with a header line and rows.", Message<InvalidDataException>(string.Empty));

    [Fact]
    public void LoadTable_NoHeader_SaysSo() =>
        Assert.Equal(
            "FILE, line 1: there is no header line (the first line has the values 1.5, a, Yes), so the label column 'left' can't be found. Add a first line with the columns' names.",
            Message<InvalidDataException>("1.5,a,Yes\n2.5,b,No\n"));

    [Fact]
    public void LoadTable_UnknownLabel_ListsTheColumns() =>
        Assert.Equal("FILE, line 1: there is no column 'gone'. The columns are: amount, plan, left. Give one of them as the label.", Message<InvalidDataException>(Rows(20, i => $"{i},a,Yes"), "gone"));

    [Fact]
    public void LoadTable_OnlyHeader_SaysSo() =>
        Assert.Equal("FILE: the file has a header but no rows. Give at least 10 rows.", Message<InvalidDataException>("amount,plan,left\n"));

    [Fact]
    public void LoadTable_OneRow_AsksForMore() =>
        Assert.Equal("FILE: 1 row with a label; training and validation need at least 10. Give more rows.", Message<InvalidDataException>(Rows(1, i => "1,a,Yes")));

    [Fact]
    public void LoadTable_OneClass_SaysSo() =>
        Assert.Equal(
            "FILE: the label column 'left' has the one value 'Yes' in every row, so there is nothing to learn. Give rows of at least two classes (or two different values).",
            Message<InvalidDataException>(Rows(20, i => $"{i},a,Yes")));

    [Fact]
    public void LoadTable_RaggedRow_NamesTheLine() =>
        Assert.Equal(
            "FILE, line 4: 4 fields, but the header has 3. Mend the line (a separator inside a value needs quotes) or remove it.",
            Message<InvalidDataException>(Rows(20, i => i == 2 ? "1,a,b,Yes" : $"{i},a,{(i % 2 == 0 ? "Yes" : "No")}")));

    [Fact]
    public void LoadTable_MissingLabels_AreDroppedWithACount()
    {
        var table = Load(Rows(40, i => $"{i},{(char)('a' + (i % 3))},{(i % 4 == 0 ? string.Empty : i % 2 == 0 ? "Yes" : "No")}"));
        Assert.Equal(30, table.Data.GetColumn<bool>("left").Count());
        Assert.Contains("10 rows without a label in 'left' left out of 40.", table.Notes);
        Assert.All(table.Data.GetColumn<float>("amount"), a => Assert.NotEqual(0, a % 4));
    }

    [Fact]
    public void LoadTable_MostLabelsMissing_IsAnError() =>
        Assert.Equal(
            "FILE: the label column 'left' is missing in 30 of 40 rows, more than half. Fill the labels in, or name another label column.",
            Message<InvalidDataException>(Rows(40, i => $"{i},a,{(i % 4 != 0 ? string.Empty : i % 8 == 0 ? "Yes" : "No")}")));

    [Fact]
    public void LoadTable_EmptyColumn_IsLeftOutWithANote()
    {
        var table = Load("amount,plan,empty,left\n" + string.Concat(Enumerable.Range(0, 30).Select(i => $"{i},{(char)('a' + (i % 3))},,{(i % 2 == 0 ? "Yes" : "No")}\n")));
        Assert.Contains("empty", table.Columns.IgnoredColumnNames);
        Assert.Contains("Column 'empty' has no value in any of the 30 rows and is left out; remove it from the file or fill it in.", table.Notes);
    }

    [Fact]
    public void LoadTable_NothingButTheLabel_IsAnError() =>
        Assert.StartsWith("FILE: no column is left to predict 'left' from.", Message<InvalidDataException>("empty,left\n" + string.Concat(Enumerable.Range(0, 30).Select(i => $",{(i % 2 == 0 ? "Yes" : "No")}\n"))), StringComparison.Ordinal);

    [Fact]
    public void LoadTable_TwoValues_AreABooleanLabelWithYesAsPositive()
    {
        var table = Load(TestTables.Churn(60));
        Assert.Equal(PredictionTask.Binary, table.Task);
        Assert.Equal(["No", "Yes"], table.Classes);
        Assert.IsType<BooleanDataViewType>(table.Data.Schema["left"].Type);
    }

    [Fact]
    public void LoadTable_TextClasses_AreAKeyInOrdinalOrder()
    {
        var table = Load(Rows(30, i => $"{i},p{i % 4},{"cab"[i % 3]}"));
        Assert.Equal(PredictionTask.Multiclass, table.Task);
        Assert.Equal(["a", "b", "c"], table.Classes);
        Assert.IsType<KeyDataViewType>(table.Data.Schema["left"].Type);
        VBuffer<ReadOnlyMemory<char>> names = default;
        table.Data.Schema["left"].GetKeyValues(ref names);
        Assert.Equal(["a", "b", "c"], names.DenseValues().Select(n => n.ToString()));
    }

    [Fact]
    public void LoadTable_Numbers_AreARegression()
    {
        var table = Load(Rows(30, i => $"{i},p{i % 4},{i * 1.5:0.0}"));
        Assert.Equal(PredictionTask.Regression, table.Task);
        Assert.Equal(NumberDataViewType.Single, table.Data.Schema["left"].Type);
    }

    private static string Flagged(string header, Func<int, string> row, int rows = 40) =>
        header + "\n" + string.Concat(Enumerable.Range(0, rows).Select(i => row(i) + (i % 2 == 0 ? ",Yes\n" : ",No\n")));

    [Fact]
    public void LoadTable_OneNameTwice_NamesBothPlaces() =>
        Assert.Equal(
            "FILE, line 1: the columns 1 and 3 have one name, 'amount'. Give every column a name of its own, or remove one of them.",
            Message<InvalidDataException>(Flagged("amount,plan,amount,left", i => $"{i},a,{i}")));

    [Fact]
    public void LoadTable_QuoteNeverClosed_NamesItsLine() =>
        Assert.Equal(
            "FILE, line 6: a quote is opened here and not closed up to the end of the file. Close it, or double it if it belongs to the value.",
            Message<InvalidDataException>(Flagged("amount,plan,left", i => i == 4 ? "4,\"a" : $"{i},a")));

    [Fact]
    public void LoadTable_OnlyTheLabelColumn_IsAnError() =>
        Assert.StartsWith("FILE: no column is left to predict 'left' from.", Message<InvalidDataException>("left\n" + string.Concat(Enumerable.Range(0, 30).Select(i => i % 2 == 0 ? "Yes\n" : "No\n"))), StringComparison.Ordinal);

    [Fact]
    public void LoadTable_ACommentToTheTextLoader_IsAnError() =>
        Assert.Contains("reads 39 rows with a label, but the file has 40", Message<InvalidDataException>(Flagged("plan,amount,left", i => i == 7 ? "//a,1" : $"a{i % 3},{i}")));

    [Fact]
    public void LoadTable_EmptyNumber_IsMissingAndNotZero()
    {
        var amounts = Load(Flagged("amount,plan,left", i => i % 4 == 0 ? ",a" : $"{i}.5,b")).Data.GetColumn<float>("amount").ToArray();
        Assert.All(amounts.Index(), a => Assert.Equal(a.Index % 4 == 0 ? float.NaN : a.Index + 0.5f, a.Item));
    }

    [Fact]
    public void LoadTable_ColumnWithoutAName_IsNamedByItsPlace()
    {
        var table = Load(Flagged(",plan,left", i => $"{i},p{i % 3}"));
        Assert.Contains("col0", table.Columns.NumericColumnNames);
    }

    [Fact]
    public void LoadTable_SpacesAroundValues_MakeNoOtherClass()
    {
        var table = Load("amount,left\n" + string.Concat(Enumerable.Range(0, 40).Select(i => $" {i} ,{(i % 2 == 0 ? "Yes " : i % 4 == 1 ? " No" : "No  ")}\n")));
        Assert.Equal(["No", "Yes"], table.Classes);
        Assert.Equal(20, table.Data.GetColumn<bool>("left").Count(l => l));
        Assert.Equal(39, table.Data.GetColumn<float>("amount").Max());
    }

    [Fact]
    public void LoadTable_SpacesAroundClasses_MakeNoOtherKey()
    {
        var table = Load("amount,left\n" + string.Concat(Enumerable.Range(0, 60).Select(i => $"{i},{"abc"[i % 3]}{(i % 2 == 0 ? " " : string.Empty)}\n")));
        Assert.Equal(3UL, Assert.IsType<KeyDataViewType>(table.Data.Schema["left"].Type).Count);
    }

    [Fact]
    public void LoadTable_BooleanWithMissing_IsText()
    {
        var table = Load(Flagged("amount,flag,left", i => $"{i},{(i % 5 == 0 ? string.Empty : i % 3 == 0 ? "true" : "false")}"));
        Assert.IsType<TextDataViewType>(table.Data.Schema["flag"].Type);
        Assert.Contains("flag", table.Columns.CategoricalColumnNames);
    }

    [Fact]
    public void LoadTable_SurprisesAfterTheRowsThatInferenceSees_AreSeenAllTheSame()
    {
        var table = Load(Flagged("amount,flag,remark,left", i => $"{(i == 11_500 ? "lots" : i % 50)},{(i == 11_600 ? string.Empty : i % 3 == 0 ? "true" : "false")},{(i == 11_700 ? "\"a\nb\"" : "a")}", 12_000));
        Assert.Contains("Column 'amount' is read as numbers: 1 other value, the first 'lots' in line 11502, counted as missing.", table.Notes);
        Assert.IsType<TextDataViewType>(table.Data.Schema["flag"].Type);
        Assert.Equal(12_000, table.Data.GetColumn<bool>("left").Count());
    }

    [Fact]
    public void LoadTable_TextOfItsOwnInEveryRow_IsLeftOutWithANote() =>
        Assert.Contains("Column 'id' is left out: it holds text of its own in nearly every row, such as 'c-0'.", Load(Flagged("id,amount,left", i => $"c-{i},{i}", 1200)).Notes);

    [Theory]
    [InlineData("\r\n", ',', false)]
    [InlineData("\n", ';', true)]
    [InlineData("\r\n", '\t', true)]
    public void LoadTable_LineEndsSeparatorsAndMark_MakeNoDifference(string lineEnd, char separator, bool mark)
    {
        var text = Flagged("amount,plan,left", i => $"{i},\"p{i % 3}, or so\"") + "\n\n";
        var plain = Load(text);
        var table = Load((mark ? "\uFEFF" : string.Empty) + text.Replace(", or", "~ or", StringComparison.Ordinal).Replace(',', separator).Replace('~', ',').Replace("\n", lineEnd, StringComparison.Ordinal));
        Assert.Equal(plain.Data.GetColumn<float>("amount"), table.Data.GetColumn<float>("amount"));
        Assert.Equal(plain.Data.GetColumn<string>("plan"), table.Data.GetColumn<string>("plan"));
        Assert.Equal(plain.Data.GetColumn<bool>("left"), table.Data.GetColumn<bool>("left"));
    }

    [Fact]
    public void LoadTable_ValuesWithLineBreaks_StayWhole() =>
        Assert.Contains("a\nb", Load(Flagged("amount,plan,left", i => $"{i},{(i % 3 == 0 ? "\"a\nb\"" : "c")}")).Data.GetColumn<string>("plan").Select(v => v.ReplaceLineEndings("\n")));

    [Theory]
    [InlineData("1", "2")]
    [InlineData("stays here", "leaves 😀")]
    public void LoadTable_TwoValuesOfAnyKind_AreABooleanLabel(string one, string other)
    {
        var table = Load("amount,left\n" + string.Concat(Enumerable.Range(0, 30).Select(i => $"{i},{(i % 3 == 0 ? one : other)}\n")));
        Assert.Equal(PredictionTask.Binary, table.Task);
        var positive = table.Classes[1];
        Assert.Equal(Enumerable.Range(0, 30).Select(i => (i % 3 == 0 ? one : other) == positive), table.Data.GetColumn<bool>("left"));
    }

    [Fact]
    public void LoadTable_TextAsLabelOfARegression_NamesTheLine()
    {
        using var file = new TemporaryFile(Rows(40, i => $"{i},a,{(i is 3 or 9 ? "much" : i)}"));
        var error = Assert.Throws<InvalidDataException>(() => new MLContext(1).Tuning().LoadTable(file.Path, "left", PredictionTask.Regression));
        Assert.EndsWith(", line 5: the label column 'left' holds 'much', but a regression needs numbers. Mend the 2 values that are none, or choose the multiclass task.", error.Message, StringComparison.Ordinal);
    }
}
