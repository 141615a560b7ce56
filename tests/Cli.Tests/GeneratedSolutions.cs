using System.Diagnostics;
using System.Globalization;
using System.Text;

namespace MLNetTuning.Cli.Tests;

/// <summary>Solutions generated from short searches, one for each task, built once with the test's own assemblies in the place of packages.</summary>
public sealed class GeneratedSolutions : IAsyncLifetime
{
    public const string Label = "what \"kind\" <b> & co";

    private static readonly string[] _columns = ["monthly charges", "class", "größe €", "a b", "a-b", "😀", "1st, \"quoted\"", "Equals", "InputRow", "two\nlines"];

    private readonly string _folder = Directory.CreateTempSubdirectory("mltune-codegen").FullName;

    public string BuildLog { get; private set; } = string.Empty;

    public string Data(string task) => Path.Combine(_folder, task + ".csv");

    public string Rows(string task) => Path.Combine(_folder, task + "-rows.csv");

    public string Trained(string task) => Path.Combine(_folder, task + "-model");

    public string Solution(string task) => Path.Combine(_folder, task + "-solution");

    public async Task InitializeAsync()
    {
        await Make("binary", (a, c) => (a > 5) ^ (c == "pro, \"big\"") ? "yes \\ \"quoted\"" : "no 😀");

        // A rare class that is never the likeliest: decided on by weights.
        await Make("multiclass", (a, c) => a < 3 ? "low" : a < 7 || a * 977 % 1 > 0.3 ? "mid & {more}" : "hi\u2028gh", "--metric", "BalancedAccuracy");

        // A long tail: some members learn its logarithm.
        await Make("regression", (a, c) => (Math.Exp(0.7 * a) * (c == "plus" ? 3 : 1)).ToString("0.00", CultureInfo.InvariantCulture));
        await File.WriteAllTextAsync(Path.Combine(_folder, "Directory.Build.targets"), Targets());
        var projects = new[] { "binary", "multiclass", "regression" }.Select(task =>
            $"<Folder Name=\"/{task}/\"><Project Path=\"{task}-solution/Train/Train.csproj\" /><Project Path=\"{task}-solution/Score/Score.csproj\" /></Folder>");
        await File.WriteAllTextAsync(Path.Combine(_folder, "all.slnx"), $"<Solution>{string.Concat(projects)}</Solution>");
        BuildLog = await Start("dotnet", _folder, ["build", "all.slnx", "-c", "Release", "-nodeReuse:false", "-v:q", "--nologo"]);
    }

    public Task DisposeAsync()
    {
        Directory.Delete(_folder, recursive: true);
        return Task.CompletedTask;
    }

    /// <summary>Runs a generated project in the folder of its data.</summary>
    public Task<string> Run(string task, string project, params string[] args) =>
        Start("dotnet", _folder, [Path.Combine(Solution(task), project, "bin", "Release", "net10.0", project + ".dll"), .. args]);

    private static async Task<string> Start(string program, string folder, string[] args)
    {
        var info = new ProcessStartInfo(program, args) { WorkingDirectory = folder, RedirectStandardOutput = true, RedirectStandardError = true };

        // What the test runner sets for its own build engine is not meant for another.
        foreach (var name in info.Environment.Keys.Where(name => name.StartsWith("MSBUILD", StringComparison.OrdinalIgnoreCase)).ToArray())
        {
            info.Environment.Remove(name);
        }

        info.Environment[CliFolder.NoProfile] = "0";
        using var process = Process.Start(info)!;
        var error = process.StandardError.ReadToEndAsync();
        var output = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        return $"{output}{await error}exit {process.ExitCode}";
    }

    private static string Targets() => $"""
        <Project>
          <ItemGroup>
            <PackageReference Remove="@(PackageReference)" />
            <Reference Include="{AppContext.BaseDirectory}MLNetTuning.*.dll" Exclude="{AppContext.BaseDirectory}MLNetTuning.*Tests.dll" />
            <Reference Include="{AppContext.BaseDirectory}Microsoft.ML*.dll" />
            <None Include="{AppContext.BaseDirectory}*.so" Link="%(Filename)%(Extension)" CopyToOutputDirectory="PreserveNewest" />
          </ItemGroup>
        </Project>
        """;

    private async Task Make(string task, Func<double, string, string> label, params string[] options)
    {
        await File.WriteAllTextAsync(Data(task), Table(label, 240, 5));
        await File.WriteAllTextAsync(Rows(task), Table(label, 60, 6));
        await Command(["train", Data(task), "--label", Label, "--trials", "6", "--validation", "cv3", "--seed", "3", "--ensemble", "average", "--out", Trained(task), "--quiet", .. options]);
        await Command("predict", Trained(task), Rows(task), "--out", Rows(task) + ".expected");
        await Command("codegen", Trained(task), "--out", Solution(task));
    }

    private static async Task Command(params string[] args)
    {
        using var output = new StringWriter();
        using var error = new StringWriter();
        var code = await MltuneCommand.RunAsync(args, output, error);
        Assert.True(code == 0, string.Join(' ', args) + ": " + error);
    }

    private static string Table(Func<double, string, string> label, int rows, int seed)
    {
        var random = new Random(seed);
        var text = new StringBuilder().AppendJoin(',', _columns.Append(Label).Select(Quoted)).Append('\n');
        for (var i = 0; i < rows; i++)
        {
            var amount = random.NextDouble() * 10;
            var plan = new[] { "basic", "plus", "pro, \"big\"", "new\nline" }[random.Next(4)];
            string[] values =
            [
                i % 11 == 3 ? "NA" : amount.ToString("0.000", CultureInfo.InvariantCulture), Quoted(plan), random.Next(50).ToString(CultureInfo.InvariantCulture), random.Next(2) == 0 ? "x" : "",
                random.NextDouble().ToString("0.0E+0", CultureInfo.InvariantCulture), random.Next(3) == 0 ? "left" : "right", random.Next(9).ToString(CultureInfo.InvariantCulture),
                random.Next(7).ToString(CultureInfo.InvariantCulture), random.Next(2) == 0 ? "true" : "false", $"2024-0{1 + random.Next(9)}-1{random.Next(9)}", Quoted(label(amount, plan)),
            ];
            text.AppendJoin(',', values).Append('\n');
        }

        return text.ToString();
    }

    private static string Quoted(string text) => $"\"{text.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";
}
