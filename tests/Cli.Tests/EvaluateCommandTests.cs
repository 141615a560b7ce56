using System.Globalization;
using System.Text;
using System.Text.Json;

namespace MLNetTuning.Cli.Tests;

public sealed class EvaluateCommandTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("mltune").FullName;
    private readonly StringWriter _output = new();
    private readonly StringWriter _error = new();

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task Evaluate_Binary_CountsEveryRowOnce_AndTheIntervalsHoldTheValues()
    {
        var data = Table(300, blank: 7);
        Assert.Equal(0, await Run("train", data, "--label", "target", "--trials", "2", "--out", In("model"), "--quiet"));
        _output.GetStringBuilder().Clear();
        Assert.Equal(0, await Run("evaluate", In("model"), data, "--json"));
        using var json = JsonDocument.Parse(_output.ToString());
        Assert.Equal((300, 293), (json.RootElement.GetProperty("rows").GetInt32(), json.RootElement.GetProperty("rowsWithLabel").GetInt32()));
        Assert.All(json.RootElement.GetProperty("metrics").EnumerateArray(), metric =>
            Assert.InRange(metric.GetProperty("value").GetDouble(), metric.GetProperty("low").GetDouble(), metric.GetProperty("high").GetDouble()));
        var confusion = json.RootElement.GetProperty("confusion").EnumerateArray().Select(row => row.EnumerateArray().Select(count => count.GetInt32()).ToArray()).ToArray();
        Assert.Equal(293, confusion.Sum(row => row.Sum()));
        var accuracy = json.RootElement.GetProperty("metrics").EnumerateArray().Single(metric => metric.GetProperty("name").GetString() == "accuracy").GetProperty("value").GetDouble();
        Assert.Equal((confusion[0][0] + confusion[1][1]) / 293.0, accuracy, 1e-9);

        _output.GetStringBuilder().Clear();
        Assert.Equal(0, await Run("evaluate", In("model"), data));
        Assert.Contains("293 of 300 rows have a label", _output.ToString());
        Assert.Contains("actual \\ predicted,", _output.ToString());
    }

    [Fact]
    public async Task Evaluate_NoLabelColumn_SaysWhere()
    {
        var data = Table(60);
        Assert.Equal(0, await Run("train", data, "--label", "target", "--trials", "1", "--out", In("model"), "--quiet"));
        await File.WriteAllTextAsync(In("bare.csv"), "amount,plan\n1,a\n");
        Assert.Equal(1, await Run("evaluate", In("model"), In("bare.csv")));
        Assert.Contains("there is no column 'target' to compare with", _error.ToString());
    }

    private Task<int> Run(params string[] args) => MltuneCommand.RunAsync(args, _output, _error);

    private string In(string name) => Path.Combine(_folder, name);

    private string Table(int rows, int blank = 0)
    {
        var random = new Random(5);
        var text = new StringBuilder("amount,plan,target\n");
        for (var i = 0; i < rows; i++)
        {
            var amount = random.NextDouble() * 10;
            var label = i < blank ? "" : amount + random.NextDouble() > 5 ? "stays" : "leaves";
            text.Append(CultureInfo.InvariantCulture, $"{amount:0.000},{(i % 3 == 0 ? "a" : "b")},{label}\n");
        }

        File.WriteAllText(In("t.csv"), text.ToString());
        return In("t.csv");
    }
}
