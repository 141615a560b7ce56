using System.Globalization;
using System.Text;

namespace MLNetTuning.Cli.Tests;

/// <summary>Reports of short searches, one for each task, made once. Names and labels hold what a page must not take for markup.</summary>
[CollectionDefinition(Shared)]
public sealed class TrainedReports : IAsyncLifetime, ICollectionFixture<TrainedReports>
{
    public const string Shared = "reports";
    public const string Label = "kind <b> & \"co\"";
    public const string Evil = "<script>alert('x')</script>";
    public const string Column = "amount</style><img src=x onerror=alert(1)>";

    private readonly string _folder = Directory.CreateTempSubdirectory("mltune-report").FullName;

    public string Of(string task) => Path.Combine(_folder, task, "report.html");

    public async Task InitializeAsync()
    {
        await Train("binary", (a, c) => (a > 5) ^ (c == "pro") ? Evil : "plain 😀", "--test", Path.Combine(_folder, "binary.csv"), "--trials", "8");
        await Train("multiclass", (a, c) => a < 3 ? Evil : a < 7 ? "mid & more" : new string('ü', 200), "--trials", "5");
        await Train("regression", (a, c) => ((a * 1000) + (c == "pro" ? 500 : 0)).ToString("0.00", CultureInfo.InvariantCulture), "--trials", "5");
    }

    public Task DisposeAsync()
    {
        Directory.Delete(_folder, recursive: true);
        return Task.CompletedTask;
    }

    private async Task Train(string task, Func<double, string, string> label, params string[] more)
    {
        var random = new Random(5);
        var text = new StringBuilder($"{Quoted(Column)},plan,noise,{Quoted(Label)}\n");
        for (var i = 0; i < 240; i++)
        {
            var amount = random.NextDouble() * 10;
            var plan = new[] { "basic", "plus", "pro" }[random.Next(3)];
            text.Append(CultureInfo.InvariantCulture, $"{amount:0.000},{plan},{random.NextDouble():0.000},{Quoted(label(amount + random.NextDouble(), plan))}\n");
        }

        var data = Path.Combine(_folder, task + ".csv");
        await File.WriteAllTextAsync(data, text.ToString());
        using var output = new StringWriter();
        using var error = new StringWriter();
        string[] args = ["train", data, "--label", Label, "--validation", "cv3", "--out", Path.Combine(_folder, task), .. more];
        var code = await MltuneCommand.RunAsync(args, output, error);
        Assert.True(code == 0, error.ToString());
        Assert.Contains("report: " + Of(task), output.ToString());
    }

    private static string Quoted(string text) => $"\"{text.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";
}
