namespace MLNetTuning.Cli.Tests;

/// <summary>A folder that a short search left, for the tests of what is done with it: trained once, written to by none of them.</summary>
[CollectionDefinition(Shared)]
public sealed class TrainedModel : IAsyncLifetime, ICollectionFixture<TrainedModel>
{
    public const string Shared = "trained model";
    public const int Rows = 300;
    public const int Unlabelled = 7;

    private readonly string _folder = Directory.CreateTempSubdirectory("mltune-trained").FullName;

    /// <summary>Rows of an amount, a plan and a target, yes above 5, which the first rows lack.</summary>
    public string Data => Path.Combine(_folder, "t.csv");

    public string Model => Path.Combine(_folder, "model");

    public async Task InitializeAsync()
    {
        var row = 0;
        await File.WriteAllTextAsync(Data, CliFolder.Text(Rows, seed: 5, (amount, _, _) => row++ < Unlabelled ? string.Empty : amount > 5 ? "yes" : "no"));
        using var error = new StringWriter();
        var code = await MltuneCommand.RunAsync(["train", Data, "--label", "target", "--trials", "2", "--trainers", "linear,trees", "--validation", "cv3", "--out", Model, "--quiet"], TextWriter.Null, error);
        Assert.True(code == 0, error.ToString());
    }

    public Task DisposeAsync()
    {
        Directory.Delete(_folder, recursive: true);
        return Task.CompletedTask;
    }
}
