namespace MLNetTuning.Cli.Tests;

public sealed class SweeperOptionTests : IDisposable
{
    private readonly CliFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Train_ASweeper_ProposesAfterThePortfolioAndIsReported()
    {
        var model = _folder.Model();
        Assert.Equal(0, await _folder.Run("train", _folder.Table(), "--label", "target", "--trainers", "linear,trees", "--validation", "cv2", "--sweeper", "hyperband", "--trials", "16", "--out", model.Path, "--json"));
        Assert.Equal("hyperband", RunFolder.ReadState(model).Settings.Sweeper);
        Assert.Contains("What stopped where", await File.ReadAllTextAsync(model.Report), StringComparison.Ordinal);
        _folder.Lines();
        Assert.Equal(0, await _folder.Run("resume", model.Path, "--trials", "2", "--json"));
        Assert.Contains(_folder.Lines(), line => line.GetProperty("event").GetString() == "finished");
    }

    [Fact]
    public async Task Train_AnUnknownSweeper_IsRefusedByName()
    {
        Assert.Equal(2, await _folder.Run("train", _folder.Table(), "--label", "target", "--sweeper", "annealing", "--out", _folder.Model().Path));
        Assert.Contains("coarse-to-fine", _folder.Error.ToString(), StringComparison.Ordinal);
    }
}
