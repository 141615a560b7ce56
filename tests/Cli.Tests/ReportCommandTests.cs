using System.Text.RegularExpressions;

namespace MLNetTuning.Cli.Tests;

[Collection(TrainedReports.Shared)]
public sealed class ReportCommandTests(TrainedReports reports) : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("mltune-report-again").FullName;
    private readonly StringWriter _output = new();
    private readonly StringWriter _error = new();

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Theory]
    [InlineData("binary")]
    [InlineData("multiclass")]
    [InlineData("regression")]
    public async Task Report_WithoutData_WritesThePageOfTheTraining(string task)
    {
        var trained = Path.GetDirectoryName(reports.Of(task))!;
        var path = Path.Combine(_folder, "again.html");
        Assert.Equal(0, await Run("report", trained, "--out", path));
        Assert.Contains("report: " + path, _output.ToString());
        Assert.Equal(Undated(await File.ReadAllTextAsync(reports.Of(task))), Undated(await File.ReadAllTextAsync(path)));
    }

    [Fact]
    public async Task Report_WithRowsWithLabels_SpeaksOfThoseRows()
    {
        var trained = Path.GetDirectoryName(reports.Of("regression"))!;
        var lines = await File.ReadAllLinesAsync(trained + ".csv");
        var rows = Path.Combine(_folder, "rows.csv");
        await File.WriteAllLinesAsync(rows, lines.Take(81));
        var path = Path.Combine(_folder, "again.html");
        Assert.Equal(0, await Run("report", trained, "--data", rows, "--out", path));
        var page = await File.ReadAllTextAsync(path);
        Assert.Contains("Test: 80 rows the search never saw", page);
        Assert.Contains("Validation: 240 rows the search judged its models by", page);
    }

    [Fact]
    public async Task Report_FolderWithoutItsFiles_OneLine()
    {
        Assert.Equal(1, await Run("report", _folder));
        Assert.Contains("There is no file", _error.ToString());
        var trained = Path.GetDirectoryName(reports.Of("binary"))!;
        File.Copy(Path.Combine(trained, "model.mltune"), Path.Combine(_folder, "model.mltune"));
        Assert.Equal(1, await Run("report", _folder));
        Assert.Contains("search.json.gz", _error.ToString());
    }

    [Fact]
    public async Task Report_RecordCutShortOrOfAnotherModel_OneLine()
    {
        var (binary, regression) = (Path.GetDirectoryName(reports.Of("binary"))!, Path.GetDirectoryName(reports.Of("regression"))!);
        File.Copy(Path.Combine(binary, "model.mltune"), Path.Combine(_folder, "model.mltune"));
        File.Copy(Path.Combine(regression, "search.json.gz"), Path.Combine(_folder, "search.json.gz"));
        Assert.Equal(1, await Run("report", _folder));
        Assert.Contains("does not belong to the model beside it", _error.ToString());
        var bytes = await File.ReadAllBytesAsync(Path.Combine(binary, "search.json.gz"));
        await File.WriteAllBytesAsync(Path.Combine(_folder, "search.json.gz"), bytes[..(bytes.Length / 2)]);
        Assert.Equal(1, await Run("report", _folder));
        Assert.Contains("is not a whole record of a search", _error.ToString());
    }

    private static string Undated(string page) => Regex.Replace(page, @"<dd>\d{4}-\d\d-\d\d \d\d:\d\d [+-]\d\d:\d\d</dd>", "<dd></dd>");

    private Task<int> Run(params string[] args) => MltuneCommand.RunAsync(args, _output, _error);
}
