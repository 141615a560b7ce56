using System.Globalization;
using System.Text.Json;
using MLNetTuning.Sweepers.Storage;
using MLNetTuning.Sweepers.Studies;

namespace MLNetTuning.Cli.Tests;

public sealed class MltuneCommandTests : IDisposable
{
    private readonly CliFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task TrainAndPredict_Binary_WriteAModelThatKnowsTheClasses()
    {
        var data = _folder.Table("t.csv", (a, p) => (a > 5) ^ (p == "pro") ? "\"stays, happily\"" : "leaves");
        Assert.Equal(0, await _folder.Run("train", data, "--label", "target", "--trials", "6", "--validation", "cv3", "--out", _folder.File("model"), "--test", data, "--quiet"));
        Assert.Contains("validation: AreaUnderRocCurve=", _folder.Output.ToString());
        Assert.Contains("test: accuracy=", _folder.Output.ToString());
        Assert.Equal(0, await _folder.Run("predict", _folder.File("model"), data, "--out", _folder.File("p.csv")));
        var lines = await File.ReadAllLinesAsync(_folder.File("p.csv"));
        Assert.Equal("probability,predicted", lines[0]);
        Assert.Equal(201, lines.Length);
        var actual = (await File.ReadAllLinesAsync(data)).Skip(1).Select(l => l.Split(',', 3)[2].Trim('"'));
        var right = lines.Skip(1).Zip(actual).Count(p => p.First.Split(',', 2)[1].Trim('"') == p.Second);
        Assert.InRange(right, 160, 200);
        Assert.All(lines.Skip(1), l => Assert.InRange(double.Parse(l.Split(',')[0], CultureInfo.InvariantCulture), 0, 1));
    }

    [Fact]
    public async Task TrainAndPredict_Multiclass_WriteAProbabilityForEachClass()
    {
        var data = _folder.Table("t.csv", (a, p) => a < 3 ? "low" : a < 7 ? "mid" : "über 😀");
        Assert.Equal(0, await _folder.Run("train", data, "--label", "target", "--trials", "4", "--validation", "cv3", "--out", _folder.File("model"), "--quiet"));
        Assert.Equal(0, await _folder.Run("predict", _folder.File("model"), data, "--out", _folder.File("p.csv")));
        var lines = await File.ReadAllLinesAsync(_folder.File("p.csv"));
        Assert.Equal("p_low,p_mid,p_über 😀,predicted", lines[0]);
        Assert.All(lines.Skip(1), l => Assert.Equal(1, l.Split(',').Take(3).Sum(v => double.Parse(v, CultureInfo.InvariantCulture)), 3));
    }

    [Fact]
    public async Task TrainAndPredict_Regression_WriteOneNumber()
    {
        var data = _folder.Table("t.csv", (a, p) => ((a * 10) + (p == "pro" ? 5 : 0)).ToString("0.00", CultureInfo.InvariantCulture));
        Assert.Equal(0, await _folder.Run("train", data, "--label", "target", "--trials", "5", "--validation", "cv3", "--out", _folder.File("model"), "--quiet"));
        Assert.Equal(0, await _folder.Run("predict", _folder.File("model"), data, "--out", _folder.File("p.csv")));
        var lines = await File.ReadAllLinesAsync(_folder.File("p.csv"));
        Assert.Equal("prediction", lines[0]);
        var errors = lines.Skip(1).Zip((await File.ReadAllLinesAsync(data)).Skip(1))
            .Select(p => Math.Abs(double.Parse(p.First, CultureInfo.InvariantCulture) - double.Parse(p.Second.Split(',')[2], CultureInfo.InvariantCulture)));
        Assert.InRange(errors.Average(), 0, 8);
    }

    [Fact]
    public async Task Train_LeavesTheFactsOfTheSearch()
    {
        var data = _folder.Table("t.csv", (a, p) => a > 5 ? "yes" : "no");
        Assert.Equal(0, await _folder.Run("train", data, "--label", "target", "--trials", "5", "--trainers", "linear,trees", "--validation", "cv3", "--seed", "3", "--out", _folder.File("model"), "--quiet"));
        using var facts = JsonDocument.Parse(await File.ReadAllTextAsync(Path.Combine(_folder.File("model"), "experiment.json")));
        Assert.Equal(5, facts.RootElement.GetProperty("trials").GetInt32());
        Assert.Equal(3, facts.RootElement.GetProperty("seed").GetInt32());
        Assert.Equal(0, await _folder.Run("leaderboard", _folder.File("model")));
        Assert.Contains("rank,trainer,parameters,score", _folder.Output.ToString());
    }

    [Fact]
    public async Task Train_WithAStudy_KeepsTheTrialsAndGoesOnFromTheBest()
    {
        var data = _folder.Table("t.csv", (a, p) => a > 5 ? "yes" : "no");
        var url = "sqlite:///" + _folder.File("studies.db");
        Task<int> Train(string metric) => _folder.Run("train", data, "--label", "target", "--metric", metric, "--trials", "3", "--trainers", "linear,trees", "--validation", "cv3", "--study", url, "--study-name", "stays", "--out", _folder.File("model"), "--quiet");
        Assert.Equal(0, await Train("Accuracy"));
        using (var store = StudyUrl.Open(url))
        {
            Assert.Equal(3, store.Load("stays").Count);
        }

        Assert.Equal(0, await Train("Accuracy"));
        using (var store = StudyUrl.Open(url))
        {
            var trials = store.Load("stays");
            Assert.Equal(6, trials.Count);
            Assert.All(trials, t => Assert.Equal(TrialState.Completed, t.State));
        }

        Assert.Equal(1, await Train("LogLoss"));
        Assert.Contains("The store's study 'stays' is of another space or direction", _folder.Error.ToString());
    }

    [Fact]
    public async Task Train_AStudyThatCannotBeOpened_SaysSoBeforeTheSearch()
    {
        var data = _folder.Table("t.csv", (a, p) => a > 5 ? "yes" : "no");
        Assert.Equal(1, await _folder.Run("train", data, "--label", "target", "--study", "sqlite:///" + Path.Combine(_folder.File("none"), "studies.db"), "--out", _folder.File("model")));
        Assert.Contains("cannot be opened as a study database", _folder.Error.ToString());
        Assert.Empty(_folder.Output.ToString());
        Assert.Equal(2, await _folder.Run("train", data, "--label", "target", "--study", "mysql://me@db/studies"));
        Assert.Contains("error: --study: The store's URL begins with 'mysql://'. Allowed: sqlite:///file.db", _folder.Error.ToString());
    }

    [Fact]
    public async Task Train_AFaultyFile_EndsWithOneLineAndExitCode1()
    {
        Assert.Equal(1, await _folder.Run("train", _folder.File("gone.csv"), "--label", "target"));
        Assert.Equal($"error: There is no file '{_folder.File("gone.csv")}'. Give the path of a delimited text file with a header line.", _folder.Error.ToString().Trim());
    }

    [Theory]
    [InlineData("train", "t.csv")]
    [InlineData("nothing")]
    [InlineData("train", "t.csv", "--label", "y", "--trials", "many")]
    [InlineData("train", "t.csv", "--label", "y", "--trials", "0")]
    [InlineData("train", "t.csv", "--label", "y", "--time", "soon")]
    [InlineData("train", "t.csv", "--label", "y", "--time", "2ms")]
    [InlineData("train", "t.csv", "--label", " ")]
    [InlineData("train", "t.csv", "--label", "y", "--study", "mysql://me@db/studies")]
    [InlineData("train", "t.csv", "--label", "y", "--study", "sqlite:///a.db", "--study-name", " ")]
    public async Task WrongUsage_EndsWithExitCode2(params string[] args) => Assert.Equal(2, await _folder.Run(args));

    [Fact]
    public async Task Train_TestRowsWithoutALabel_AreLeftOutWithACount()
    {
        var data = _folder.Table("t.csv", (a, p) => a > 5 ? "yes" : "no");
        var test = _folder.Table("test.csv", (a, p) => p == "pro" ? string.Empty : a > 5 ? "yes " : " no", 50);
        Assert.Equal(0, await _folder.Run("train", data, "--label", "target", "--trials", "2", "--trainers", "linear,trees", "--validation", "cv3", "--out", _folder.File("model"), "--test", test, "--quiet"));
        Assert.Matches(@"test: accuracy=(0\.9\d+|1\.0000) .* \(\d\d of 50 rows have a label\)", _folder.Output.ToString());
    }

    [Fact]
    public async Task Train_TestFileWithoutTheLabel_IsRefusedBeforeTheSearch()
    {
        var data = _folder.Table("t.csv", (a, p) => a > 5 ? "yes" : "no");
        await File.WriteAllTextAsync(_folder.File("test.csv"), "amount,plan\n1,basic\n");
        Assert.Equal(1, await _folder.Run("train", data, "--label", "target", "--out", _folder.File("model"), "--test", _folder.File("test.csv")));
        Assert.Equal($"error: {_folder.File("test.csv")}, line 1: there is no column 'target' to compare with.", _folder.Error.ToString().Trim());
        Assert.Empty(_folder.Output.ToString());
    }

    [Fact]
    public async Task Predict_ColumnsWithoutANameAndSpacesAroundValues_AreTakenAsInTraining()
    {
        var lines = (await File.ReadAllLinesAsync(_folder.Table("t.csv", (a, p) => (a > 5) ^ (p == "pro") ? "yes" : "no"))).Select((l, i) => i == 0 ? "," + l : $"{i}, " + l.Replace(",", " , ", StringComparison.Ordinal));
        await File.WriteAllLinesAsync(_folder.File("spaced.csv"), lines);
        Assert.Equal(0, await _folder.Run("train", _folder.File("spaced.csv"), "--label", "target", "--trials", "3", "--trainers", "linear,trees", "--validation", "cv3", "--out", _folder.File("model"), "--test", _folder.File("spaced.csv"), "--quiet"));
        Assert.Equal(0, await _folder.Run("predict", _folder.File("model"), _folder.File("spaced.csv"), "--out", _folder.File("p.csv")));
        Assert.Equal(201, (await File.ReadAllLinesAsync(_folder.File("p.csv"))).Length);
        Assert.Matches(@"auc=(0\.9\d+|1\.0000)", _folder.Output.ToString());
    }

    [Fact]
    public async Task TrainPredictEvaluateExport_LabelsWithSpacesAndEmoji_ComeThrough()
    {
        var data = _folder.Table("t.csv", (a, p) => a > 6 ? "very good 🎉" : a > 3 ? "\"so, so\"" : "ärgerlich 💩");
        var text = (await File.ReadAllTextAsync(data)).Replace("amount,plan,target", "Größe in m²,plan,Klasse 🎉", StringComparison.Ordinal);
        await File.WriteAllTextAsync(data, text);
        Assert.Equal(0, await _folder.Run("train", data, "--label", "Klasse 🎉", "--trials", "3", "--validation", "cv3", "--out", _folder.File("model"), "--quiet"));
        Assert.Equal(0, await _folder.Run("predict", _folder.File("model"), data, "--out", _folder.File("p.csv")));
        var lines = await File.ReadAllLinesAsync(_folder.File("p.csv"));
        Assert.Equal("\"p_so, so\",p_very good 🎉,p_ärgerlich 💩,predicted", lines[0]);
        Assert.Equal(201, lines.Length);
        Assert.Equal(0, await _folder.Run("evaluate", _folder.File("model"), data));
        Assert.Contains("very good 🎉", _folder.Output.ToString(), StringComparison.Ordinal);
        Assert.Equal(0, await _folder.Run("export", "onnx", _folder.File("model")));
        Assert.Contains("very good 🎉", System.Net.WebUtility.HtmlDecode(await File.ReadAllTextAsync(Path.Combine(_folder.File("model"), "report.html"))), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Train_NumbersWithoutAHeader_AreNamedByTheirPlaces()
    {
        var rows = (await File.ReadAllLinesAsync(_folder.Table("t.csv", (a, p) => a > 5 ? "1" : "0"))).Skip(1).Select(line => line.Replace("basic", "1", StringComparison.Ordinal).Replace("plus", "2", StringComparison.Ordinal).Replace("pro", "3", StringComparison.Ordinal));
        await File.WriteAllLinesAsync(_folder.File("bare.csv"), rows);
        Assert.Equal(0, await _folder.Run("train", _folder.File("bare.csv"), "--label", "col2", "--trials", "3", "--validation", "cv3", "--out", _folder.File("model")));
        Assert.Contains("note: The file has no header: its columns are named col0 to col2.", _folder.Output.ToString());
        Assert.Equal(0, await _folder.Run("predict", _folder.File("model"), _folder.File("bare.csv"), "--out", _folder.File("p.csv")));
        Assert.Equal(201, (await File.ReadAllLinesAsync(_folder.File("p.csv"))).Length);
        Assert.Equal(0, await _folder.Run("evaluate", _folder.File("model"), _folder.File("bare.csv")));
    }
}
