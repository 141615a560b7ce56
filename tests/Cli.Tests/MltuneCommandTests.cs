using System.Globalization;
using System.Text;
using System.Text.Json;
using MLNetTuning.Sweepers.Storage;
using MLNetTuning.Sweepers.Studies;

namespace MLNetTuning.Cli.Tests;

public sealed class MltuneCommandTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("mltune").FullName;
    private readonly StringWriter _output = new();
    private readonly StringWriter _error = new();

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private string File(string name) => Path.Combine(_folder, name);

    private Task<int> Run(params string[] args) => MltuneCommand.RunAsync(args, _output, _error);

    private string Table(string name, Func<double, string, string> label, int rows = 200)
    {
        var random = new Random(5);
        var text = new StringBuilder("amount,plan,target\n");
        for (var i = 0; i < rows; i++)
        {
            var amount = random.NextDouble() * 10;
            var plan = new[] { "basic", "plus", "pro" }[random.Next(3)];
            text.Append(CultureInfo.InvariantCulture, $"{amount:0.000},{plan},{label(amount, plan)}\n");
        }

        var path = File(name);
        System.IO.File.WriteAllText(path, text.ToString());
        return path;
    }

    [Fact]
    public async Task TrainAndPredict_Binary_WriteAModelThatKnowsTheClasses()
    {
        var data = Table("t.csv", (a, p) => (a > 5) ^ (p == "pro") ? "\"stays, happily\"" : "leaves");
        Assert.Equal(0, await Run("train", data, "--label", "target", "--trials", "6", "--validation", "cv3", "--out", File("model"), "--test", data, "--quiet"));
        Assert.Contains("validation: AreaUnderRocCurve=", _output.ToString());
        Assert.Contains("test: accuracy=", _output.ToString());
        Assert.Equal(0, await Run("predict", File("model"), data, "--out", File("p.csv")));
        var lines = await System.IO.File.ReadAllLinesAsync(File("p.csv"));
        Assert.Equal("probability,predicted", lines[0]);
        Assert.Equal(201, lines.Length);
        var actual = (await System.IO.File.ReadAllLinesAsync(data)).Skip(1).Select(l => l.Split(',', 3)[2].Trim('"'));
        var right = lines.Skip(1).Zip(actual).Count(p => p.First.Split(',', 2)[1].Trim('"') == p.Second);
        Assert.InRange(right, 160, 200);
        Assert.All(lines.Skip(1), l => Assert.InRange(double.Parse(l.Split(',')[0], CultureInfo.InvariantCulture), 0, 1));
    }

    [Fact]
    public async Task TrainAndPredict_Multiclass_WriteAProbabilityForEachClass()
    {
        var data = Table("t.csv", (a, p) => a < 3 ? "low" : a < 7 ? "mid" : "über 😀");
        Assert.Equal(0, await Run("train", data, "--label", "target", "--trials", "4", "--validation", "cv3", "--out", File("model"), "--quiet"));
        Assert.Equal(0, await Run("predict", File("model"), data, "--out", File("p.csv")));
        var lines = await System.IO.File.ReadAllLinesAsync(File("p.csv"));
        Assert.Equal("p_low,p_mid,p_über 😀,predicted", lines[0]);
        Assert.All(lines.Skip(1), l => Assert.Equal(1, l.Split(',').Take(3).Sum(v => double.Parse(v, CultureInfo.InvariantCulture)), 3));
    }

    [Fact]
    public async Task TrainAndPredict_Regression_WriteOneNumber()
    {
        var data = Table("t.csv", (a, p) => ((a * 10) + (p == "pro" ? 5 : 0)).ToString("0.00", CultureInfo.InvariantCulture));
        Assert.Equal(0, await Run("train", data, "--label", "target", "--trials", "5", "--validation", "cv3", "--out", File("model"), "--quiet"));
        Assert.Equal(0, await Run("predict", File("model"), data, "--out", File("p.csv")));
        var lines = await System.IO.File.ReadAllLinesAsync(File("p.csv"));
        Assert.Equal("prediction", lines[0]);
        var errors = lines.Skip(1).Zip((await System.IO.File.ReadAllLinesAsync(data)).Skip(1))
            .Select(p => Math.Abs(double.Parse(p.First, CultureInfo.InvariantCulture) - double.Parse(p.Second.Split(',')[2], CultureInfo.InvariantCulture)));
        Assert.InRange(errors.Average(), 0, 8);
    }

    [Fact]
    public async Task Train_LeavesTheFactsOfTheSearch()
    {
        var data = Table("t.csv", (a, p) => a > 5 ? "yes" : "no");
        Assert.Equal(0, await Run("train", data, "--label", "target", "--trials", "5", "--trainers", "linear,trees", "--validation", "cv3", "--seed", "3", "--out", File("model"), "--quiet"));
        using var facts = JsonDocument.Parse(await System.IO.File.ReadAllTextAsync(Path.Combine(File("model"), "experiment.json")));
        Assert.Equal(5, facts.RootElement.GetProperty("trials").GetInt32());
        Assert.Equal(3, facts.RootElement.GetProperty("seed").GetInt32());
        Assert.Equal(0, await Run("leaderboard", File("model")));
        Assert.Contains("rank,trainer,parameters,score", _output.ToString());
    }

    [Fact]
    public async Task Train_WithAStudy_KeepsTheTrialsAndGoesOnFromTheBest()
    {
        var data = Table("t.csv", (a, p) => a > 5 ? "yes" : "no");
        var url = "sqlite:///" + File("studies.db");
        Task<int> Train(string metric) => Run("train", data, "--label", "target", "--metric", metric, "--trials", "3", "--trainers", "linear,trees", "--validation", "cv3", "--study", url, "--study-name", "stays", "--out", File("model"), "--quiet");
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
        Assert.Contains("The store's study 'stays' is of another space or direction", _error.ToString());
    }

    [Fact]
    public async Task Train_AStudyThatCannotBeOpened_SaysSoBeforeTheSearch()
    {
        var data = Table("t.csv", (a, p) => a > 5 ? "yes" : "no");
        Assert.Equal(1, await Run("train", data, "--label", "target", "--study", "sqlite:///" + Path.Combine(File("none"), "studies.db"), "--out", File("model")));
        Assert.Contains("cannot be opened as a study database", _error.ToString());
        Assert.Empty(_output.ToString());
        Assert.Equal(2, await Run("train", data, "--label", "target", "--study", "mysql://me@db/studies"));
        Assert.Contains("error: --study: The store's URL begins with 'mysql://'. Allowed: sqlite:///file.db", _error.ToString());
    }

    [Fact]
    public async Task Train_AFaultyFile_EndsWithOneLineAndExitCode1()
    {
        Assert.Equal(1, await Run("train", File("gone.csv"), "--label", "target"));
        Assert.Equal($"error: There is no file '{File("gone.csv")}'. Give the path of a delimited text file with a header line.", _error.ToString().Trim());
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
    public async Task WrongUsage_EndsWithExitCode2(params string[] args) => Assert.Equal(2, await Run(args));

    [Fact]
    public async Task Train_TestRowsWithoutALabel_AreLeftOutWithACount()
    {
        var data = Table("t.csv", (a, p) => a > 5 ? "yes" : "no");
        var test = Table("test.csv", (a, p) => p == "pro" ? string.Empty : a > 5 ? "yes " : " no", 50);
        Assert.Equal(0, await Run("train", data, "--label", "target", "--trials", "2", "--trainers", "linear,trees", "--validation", "cv3", "--out", File("model"), "--test", test, "--quiet"));
        Assert.Matches(@"test: accuracy=(0\.9\d+|1\.0000) .* \(\d\d of 50 rows have a label\)", _output.ToString());
    }

    [Fact]
    public async Task Train_TestFileWithoutTheLabel_IsRefusedBeforeTheSearch()
    {
        var data = Table("t.csv", (a, p) => a > 5 ? "yes" : "no");
        await System.IO.File.WriteAllTextAsync(File("test.csv"), "amount,plan\n1,basic\n");
        Assert.Equal(1, await Run("train", data, "--label", "target", "--out", File("model"), "--test", File("test.csv")));
        Assert.Equal($"error: {File("test.csv")}, line 1: there is no column 'target' to compare with.", _error.ToString().Trim());
        Assert.Empty(_output.ToString());
    }

    [Fact]
    public async Task Predict_ColumnsWithoutANameAndSpacesAroundValues_AreTakenAsInTraining()
    {
        var lines = (await System.IO.File.ReadAllLinesAsync(Table("t.csv", (a, p) => (a > 5) ^ (p == "pro") ? "yes" : "no"))).Select((l, i) => i == 0 ? "," + l : $"{i}, " + l.Replace(",", " , ", StringComparison.Ordinal));
        await System.IO.File.WriteAllLinesAsync(File("spaced.csv"), lines);
        Assert.Equal(0, await Run("train", File("spaced.csv"), "--label", "target", "--trials", "3", "--trainers", "linear,trees", "--validation", "cv3", "--out", File("model"), "--test", File("spaced.csv"), "--quiet"));
        Assert.Equal(0, await Run("predict", File("model"), File("spaced.csv"), "--out", File("p.csv")));
        Assert.Equal(201, (await System.IO.File.ReadAllLinesAsync(File("p.csv"))).Length);
        Assert.Matches(@"auc=(0\.9\d+|1\.0000)", _output.ToString());
    }

    [Fact]
    public async Task TrainPredictEvaluateExport_LabelsWithSpacesAndEmoji_ComeThrough()
    {
        var data = Table("t.csv", (a, p) => a > 6 ? "very good 🎉" : a > 3 ? "\"so, so\"" : "ärgerlich 💩");
        var text = (await System.IO.File.ReadAllTextAsync(data)).Replace("amount,plan,target", "Größe in m²,plan,Klasse 🎉", StringComparison.Ordinal);
        await System.IO.File.WriteAllTextAsync(data, text);
        Assert.Equal(0, await Run("train", data, "--label", "Klasse 🎉", "--trials", "3", "--validation", "cv3", "--out", File("model"), "--quiet"));
        Assert.Equal(0, await Run("predict", File("model"), data, "--out", File("p.csv")));
        var lines = await System.IO.File.ReadAllLinesAsync(File("p.csv"));
        Assert.Equal("\"p_so, so\",p_very good 🎉,p_ärgerlich 💩,predicted", lines[0]);
        Assert.Equal(201, lines.Length);
        Assert.Equal(0, await Run("evaluate", File("model"), data));
        Assert.Contains("very good 🎉", _output.ToString(), StringComparison.Ordinal);
        Assert.Equal(0, await Run("export", "onnx", File("model")));
        Assert.Contains("very good 🎉", System.Net.WebUtility.HtmlDecode(await System.IO.File.ReadAllTextAsync(Path.Combine(File("model"), "report.html"))), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Train_NumbersWithoutAHeader_AreNamedByTheirPlaces()
    {
        var rows = (await System.IO.File.ReadAllLinesAsync(Table("t.csv", (a, p) => a > 5 ? "1" : "0"))).Skip(1).Select(line => line.Replace("basic", "1", StringComparison.Ordinal).Replace("plus", "2", StringComparison.Ordinal).Replace("pro", "3", StringComparison.Ordinal));
        await System.IO.File.WriteAllLinesAsync(File("bare.csv"), rows);
        Assert.Equal(0, await Run("train", File("bare.csv"), "--label", "col2", "--trials", "3", "--validation", "cv3", "--out", File("model")));
        Assert.Contains("note: The file has no header: its columns are named col0 to col2.", _output.ToString());
        Assert.Equal(0, await Run("predict", File("model"), File("bare.csv"), "--out", File("p.csv")));
        Assert.Equal(201, (await System.IO.File.ReadAllLinesAsync(File("p.csv"))).Length);
        Assert.Equal(0, await Run("evaluate", File("model"), File("bare.csv")));
    }
}
