using System.Text.Json;

namespace MLNetTuning.Cli.Tests;

[Collection(TrainedModel.Shared)]
public sealed class EvaluateCommandTests(TrainedModel trained)
{
    private const int Labelled = TrainedModel.Rows - TrainedModel.Unlabelled;

    private readonly StringWriter _output = new();
    private readonly StringWriter _error = new();

    [Fact]
    public async Task Evaluate_Binary_CountsEveryRowOnce_AndTheIntervalsHoldTheValues()
    {
        Assert.Equal(0, await Run("evaluate", trained.Model, trained.Data, "--json"));
        using var json = JsonDocument.Parse(_output.ToString());
        Assert.Equal((TrainedModel.Rows, Labelled), (json.RootElement.GetProperty("rows").GetInt32(), json.RootElement.GetProperty("rowsWithLabel").GetInt32()));
        Assert.All(json.RootElement.GetProperty("metrics").EnumerateArray(), metric =>
            Assert.InRange(metric.GetProperty("value").GetDouble(), metric.GetProperty("low").GetDouble(), metric.GetProperty("high").GetDouble()));
        var confusion = json.RootElement.GetProperty("confusion").EnumerateArray().Select(row => row.EnumerateArray().Select(count => count.GetInt32()).ToArray()).ToArray();
        Assert.Equal(Labelled, confusion.Sum(row => row.Sum()));
        var accuracy = json.RootElement.GetProperty("metrics").EnumerateArray().Single(metric => metric.GetProperty("name").GetString() == "accuracy").GetProperty("value").GetDouble();
        Assert.Equal((confusion[0][0] + confusion[1][1]) / (double)Labelled, accuracy, 1e-9);
    }

    [Fact]
    public async Task Evaluate_InWords_SaysHowManyRowsHaveALabel()
    {
        Assert.Equal(0, await Run("evaluate", trained.Model, trained.Data));
        Assert.Contains("293 of 300 rows have a label", _output.ToString());
        Assert.Contains("actual \\ predicted,", _output.ToString());
    }

    [Fact]
    public async Task Evaluate_NoLabelColumn_SaysWhere()
    {
        using var folder = new CliFolder();
        await File.WriteAllTextAsync(folder.File("bare.csv"), "amount,plan\n1,a\n");
        Assert.Equal(1, await Run("evaluate", trained.Model, folder.File("bare.csv")));
        Assert.Contains("there is no column 'target' to compare with", _error.ToString());
    }

    private Task<int> Run(params string[] args) => MltuneCommand.RunAsync(args, _output, _error);
}
