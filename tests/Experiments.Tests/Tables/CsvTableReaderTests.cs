using System.Globalization;
using MLNetTuning.Experiments.Features;
using MLNetTuning.Experiments.Tables;
using MLNetTuning.Trainers;

namespace MLNetTuning.Experiments.Tests.Tables;

public class CsvTableReaderTests
{
    private const int Rows = 300;

    private static RawTable Read(string header, Func<int, string> row, int rows = Rows, PredictionTask? task = null)
    {
        using var file = new TemporaryFile(header + "\n" + string.Concat(Enumerable.Range(0, rows).Select(i => row(i) + "\n")));
        return CsvTableReader.Read(file.Path, "y", task, CancellationToken.None);
    }

    private static TableColumn Column(Func<int, string> value, int rows = Rows) => Read("x|y", i => $"{value(i)}|{i % 2}", rows).Columns[0];

    private static string Refused(Func<int, string> label, PredictionTask? task = null) =>
        Assert.Throws<InvalidDataException>(() => Read("x|y", i => $"{i}|{label(i)}", task: task)).Message;

    private static string Text(double value) => value.ToString(CultureInfo.InvariantCulture);

    [Fact]
    public void Read_GermanNumbers_AreNumbers()
    {
        var table = Read("amount;y", i => string.Create(CultureInfo.GetCultureInfo("de-DE"), $"{1000.5 + i:N2} €;{i * 10.25:0.00}"));
        Assert.Equal(1002.5f, table.Columns[0].Numbers![2], 3);
        Assert.True(table.Columns[0].DecimalComma);
        Assert.Equal(PredictionTask.Regression, table.Label.Task);
        Assert.Equal(20.5f, table.Label.Values[2], 3);
        Assert.Contains(table.Notes, note => note.Contains("is read as numbers, '1.000,50 €' as 1000.5", StringComparison.Ordinal));
    }

    [Fact]
    public void Read_MoneyAndPercent_AreNumbers()
    {
        Assert.Equal(1205f, Column(i => $"\"${1200 + i:N0}\"").Numbers![5]);
        Assert.Equal(5f, Column(i => $"{i}%").Numbers![5]);
    }

    [Fact]
    public void Read_ZerosBeforeDigits_MakeCategories()
    {
        Assert.True(Column(i => $"{i % 40:00000}").IsText);
        Assert.False(Column(i => Text(i % 40 / 10.0)).IsText);

        // Seen only after the rows that decide.
        Assert.True(Column(i => i < 1500 ? Text(10000 + (i % 40)) : $"{i % 40:00000}", 3000).IsText);
    }

    [Fact]
    public void Read_WordsAfterManyNumbers_MakeCategories()
    {
        var column = Column(i => i < 1500 ? Text(i % 50) : $"K{i % 50}", 3000);
        Assert.True(column.IsText);
        Assert.Equal(100, column.Levels.Count);
        Assert.Equal("7", column.Levels[column.Codes![7]]);
        Assert.True(Column(i => i < 1500 ? string.Empty : $"K{i % 50}", 3000).IsText);
    }

    [Fact]
    public void Read_AFewWordsAgainAndAgain_AreMissingNumbers()
    {
        var column = Column(i => i % 4 == 0 ? "refused" : Text(i * 1.5));
        Assert.False(column.IsText);
        Assert.Equal(75, column.Numbers!.Count(float.IsNaN));
        Assert.True(Column(i => i % 4 == 0 ? "A" : Text(i % 3)).IsText);
        Assert.Equal(100, Column(i => i % 3 == 0 ? "#DIV/0!" : Text(i)).Numbers!.Count(float.IsNaN));
    }

    [Theory]
    [InlineData("yyyyMMdd")]
    [InlineData("yyyy-MM-dd'T'HH:mm:sszzz")]
    [InlineData("M/d/yyyy h:mm tt")]
    [InlineData("d. MMM yyyy")]
    [InlineData("HH:mm")]
    public void Read_DatesOfManyForms_AreDates(string format)
    {
        var table = Read("x|y", i => $"{new DateTime(2023, 1, 1, 0, 0, 0, DateTimeKind.Utc).AddHours(31 * i).ToString(format, CultureInfo.InvariantCulture)}|{i % 2}");
        Assert.Equal(FeatureKind.Date, FeatureRecognizer.Recognize(table, [], [])[0].Kind);
    }

    [Theory]
    [InlineData("id")]
    [InlineData("customer_id")]
    [InlineData("PassengerID")]
    [InlineData("orderUuid")]
    public void Recognize_NumbersCalledIds_AreLeftOut(string name)
    {
        List<string> notes = [];
        var table = Read(name + ",y", i => $"{(i * 7919) + 5},{i % 2}");
        Assert.Equal(FeatureKind.None, FeatureRecognizer.Recognize(table, [], notes)[0].Kind);
        Assert.Contains(name, Assert.Single(notes), StringComparison.Ordinal);
    }

    [Fact]
    public void Recognize_KeysOfManyDigitsAndGuids_AreLeftOut()
    {
        var random = new Random(1);
        var table = Read("card,key,paid,y", i => string.Create(CultureInfo.InvariantCulture,
            $"{random.NextInt64(1_000_000_000_000_000)},{new Guid(i * 7919, (short)random.Next(30000), 3, 1, 2, 3, 4, 5, 6, 7, 8)},{i * 7919},{i % 2}"));
        var kinds = FeatureRecognizer.Recognize(table, [], []).Select(feature => feature.Kind);
        Assert.Equal([FeatureKind.None, FeatureKind.None, FeatureKind.Number], kinds);
    }

    [Fact]
    public void Read_LabelsNothingCanBeLearntFrom_AreRefused()
    {
        Assert.Contains("holds dates", Refused(i => new DateTime(2024, 1, 1).AddDays(i).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)), StringComparison.Ordinal);
        Assert.Contains("most classes come once", Refused(i => $"customer {i}"), StringComparison.Ordinal);
        Assert.Contains("line 12: the label column 'y' holds 'unknown price'", Refused(i => i == 10 ? "unknown price" : Text(i * 1.5)), StringComparison.Ordinal);
    }

    [Fact]
    public void Read_ASmallClass_IsNoted()
    {
        var table = Read("x,y", i => $"{i},{(i == 7 ? "fraud" : "fine")}");
        Assert.Contains(table.Notes, note => note.StartsWith("Class 'fraud' has 1 row of 300", StringComparison.Ordinal));
    }

    [Fact]
    public void Read_AHeaderInAnotherCase_IsNamed()
    {
        using var file = new TemporaryFile("x,Churn\n1,2\n");
        var message = Assert.Throws<InvalidDataException>(() => CsvTableReader.Read(file.Path, "churn", null, CancellationToken.None)).Message;
        Assert.Contains("there is no column 'churn', but there is 'Churn'", message, StringComparison.Ordinal);
    }
}
