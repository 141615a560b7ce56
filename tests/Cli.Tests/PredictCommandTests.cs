namespace MLNetTuning.Cli.Tests;

[Collection(TrainedModel.Shared)]
public sealed class PredictCommandTests(TrainedModel trained) : IDisposable
{
    private readonly CliFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Predict_AFileWithoutTheColumns_NamesThem()
    {
        await File.WriteAllTextAsync(_folder.File("other.csv"), "x,plan\n1,basic\n");
        Assert.Equal(1, await _folder.Run("predict", trained.Model, _folder.File("other.csv")));
        Assert.Equal($"error: {_folder.File("other.csv")}, line 1: the model needs columns that the file does not have: amount.", _folder.Error.ToString().Trim());
    }

    [Fact]
    public async Task Predict_AnotherOrderMoreColumnsAndOddValues_KeepsAllRowsAndWarns()
    {
        await File.WriteAllTextAsync(_folder.File("odd.csv"), "more;plan;more;amount\nx;basic;1;9,5\nx;gold;2;a lot\nx;;3;\nx;pro;4;0,5\nx;pro;4;many\n");
        Assert.Equal(0, await _folder.Run("predict", trained.Model, _folder.File("odd.csv"), "--out", Path.Combine(_folder.File("new"), "deep", "p.csv")));
        var lines = await File.ReadAllLinesAsync(Path.Combine(_folder.File("new"), "deep", "p.csv"));
        Assert.Equal(6, lines.Length);
        Assert.EndsWith(",yes", lines[1], StringComparison.Ordinal);
        Assert.EndsWith(",no", lines[4], StringComparison.Ordinal);
        Assert.Contains("warning: column 'amount' has 2 values that are no numbers, taken as missing, the first 'a lot' in line 3.", _folder.Error.ToString());
        Assert.Contains("warning: column 'plan' has 1 value that training never saw, the first 'gold' in line 3.", _folder.Error.ToString());
        Assert.Empty(Directory.GetFiles(Path.Combine(_folder.File("new"), "deep"), "*.part"));
        _folder.Output.GetStringBuilder().Clear();
        Assert.Equal(0, await _folder.Run("predict", trained.Model, _folder.File("odd.csv"), "--out", "-"));
        Assert.Equal(lines, _folder.Output.ToString().TrimEnd().Split(Environment.NewLine));
        await File.WriteAllTextAsync(_folder.File("none.csv"), "amount,plan\n");
        Assert.Equal(0, await _folder.Run("predict", trained.Model, _folder.File("none.csv"), "--out", _folder.File("none.out")));
        Assert.Equal(["probability,predicted"], await File.ReadAllLinesAsync(_folder.File("none.out")));
        await File.WriteAllTextAsync(_folder.File("twice.csv"), "amount,plan,plan\n1,a,b\n");
        Assert.Equal(1, await _folder.Run("predict", trained.Model, _folder.File("twice.csv")));
        Assert.Contains("the columns 2 and 3 have one name, 'plan'", _folder.Error.ToString());
    }
}
