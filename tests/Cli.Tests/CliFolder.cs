using System.Diagnostics;
using System.Globalization;
using System.Runtime.InteropServices;
using System.Text;
using System.Text.Json;

namespace MLNetTuning.Cli.Tests;

/// <summary>A folder with a small table, and the command in this process or in some of its own, none of which outlives the test.</summary>
internal sealed class CliFolder : IDisposable
{
    /// <summary>Set to 0, a short process is not profiled for code it never comes to run: a tenth of its time.</summary>
    internal const string NoProfile = "DOTNET_TieredPGO";

    internal const int Interrupt = 2;
    internal const int Terminate = 15;
    internal const int Continue = 18;
    internal const int Stop = 19;

    private readonly List<Process> _processes = [];
    private readonly string _path = Directory.CreateTempSubdirectory("mltune").FullName;

    internal StringWriter Output { get; } = new();

    internal StringWriter Error { get; } = new();

    internal string File(string name) => Path.Combine(_path, name);

    internal ModelFolder Model(string name = "model") => new(File(name));

    public void Dispose()
    {
        foreach (var process in _processes)
        {
            if (!process.HasExited)
            {
                process.Kill(entireProcessTree: true);
                process.WaitForExit();
            }

            process.Dispose();
        }

        Directory.Delete(_path, recursive: true);
    }

    /// <summary>Writes a table whose label is yes above 5, but for one of three plans.</summary>
    internal string Table(string name = "table.csv", int seed = 5, int rows = 150) =>
        Write(name, Text(rows, seed, (amount, plan, random) => (amount + random.NextDouble() > 5) ^ (plan == "pro") ? "yes" : "no"));

    /// <summary>Writes a table whose label is what an amount up to 10 and one of three plans make it.</summary>
    internal string Table(string name, Func<double, string, string> label, int rows = 200) => Write(name, Text(rows, seed: 5, (amount, plan, _) => label(amount, plan)));

    /// <summary>The text of a table.</summary>
    internal static string Text(int rows, int seed, Func<double, string, Random, string> label)
    {
        var random = new Random(seed);
        var text = new StringBuilder("amount,plan,target\n");
        for (var i = 0; i < rows; i++)
        {
            var amount = random.NextDouble() * 10;
            var plan = new[] { "basic", "plus", "pro" }[random.Next(3)];
            text.Append(CultureInfo.InvariantCulture, $"{amount:0.000},{plan},{label(amount, plan, random)}\n");
        }

        return text.ToString();
    }

    internal Task<int> Run(params string[] args) => MltuneCommand.RunAsync(args, Output, Error);

    /// <summary>The lines of JSON written so far, and forgets them.</summary>
    internal JsonElement[] Lines()
    {
        var text = Output.ToString();
        Output.GetStringBuilder().Clear();
        return Parse(text);
    }

    internal static JsonElement[] Parse(string text) => [.. text.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => JsonElement.Parse(line))];

    /// <summary>Starts the command as a process.</summary>
    internal Process Start(params string[] args) => Launch("dotnet", [Path.Combine(AppContext.BaseDirectory, "mltune.dll"), .. args]);

    /// <summary>Starts a shell.</summary>
    internal Process Shell(string script) => Launch("/bin/bash", ["-c", script]);

    /// <summary>Sends a signal.</summary>
    internal static void Signal(Process process, int signal) => Assert.Equal(0, Kill(process.Id, signal));

    [DllImport("libc", EntryPoint = "kill")]
    private static extern int Kill(int process, int signal);

    private string Write(string name, string text)
    {
        System.IO.File.WriteAllText(File(name), text);
        return File(name);
    }

    private Process Launch(string program, string[] args)
    {
        var process = Process.Start(new ProcessStartInfo(program, args)
        {
            WorkingDirectory = _path,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            Environment = { [NoProfile] = "0" },
        })!;
        _processes.Add(process);
        return process;
    }
}
