using System.Diagnostics;
using System.Globalization;

namespace MLNetTuning.Benchmarks.Host;

/// <summary>This program run once more for one task, so that its memory is that of the task alone.</summary>
internal static class HostChild
{
    private const string TaskVariable = "MLNETTUNING_BENCHMARK_TASK";
    private const string AnswerMark = "answer: ";

    /// <summary>What this process was started for; null in the parent.</summary>
    public static string? Task => Environment.GetEnvironmentVariable(TaskVariable);

    /// <summary>Runs a part of the suite in a process of its own, with a task.</summary>
    /// <returns>The numbers it answers.</returns>
    public static double[] Run(string part, string task)
    {
        var program = Environment.ProcessPath ?? throw new InvalidOperationException("The path of this program is not known.");
        var start = new ProcessStartInfo(program) { RedirectStandardOutput = true };
        if (Path.GetFileNameWithoutExtension(program) == "dotnet")
        {
            start.ArgumentList.Add(typeof(HostChild).Assembly.Location);
        }

        foreach (var argument in new[] { "host", "--part", part })
        {
            start.ArgumentList.Add(argument);
        }

        start.Environment[TaskVariable] = task;
        using var process = Process.Start(start) ?? throw new InvalidOperationException($"{program} could not be started.");
        var output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        var answer = output.Split('\n').FirstOrDefault(line => line.StartsWith(AnswerMark, StringComparison.Ordinal))
            ?? throw new InvalidOperationException($"The part {part} with the task '{task}' ended with {process.ExitCode} and no answer: {output}");
        return [.. answer[AnswerMark.Length..].Split(' ').Select(text => double.Parse(text, CultureInfo.InvariantCulture))];
    }

    /// <summary>Answers the parent.</summary>
    public static void Answer(TextWriter output, params double[] values) =>
        output.WriteLine(AnswerMark + string.Join(' ', values.Select(v => v.ToString("R", CultureInfo.InvariantCulture))));

    /// <summary>The most memory this process ever held, in bytes: VmHWM of /proc/self/status, or what the system says elsewhere.</summary>
    public static double PeakMemory()
    {
        const string Status = "/proc/self/status";
        if (!File.Exists(Status))
        {
            using var process = Process.GetCurrentProcess();
            return process.PeakWorkingSet64;
        }

        var line = File.ReadLines(Status).First(l => l.StartsWith("VmHWM:", StringComparison.Ordinal));
        return 1024 * double.Parse(line.Split(':')[1].Replace("kB", "", StringComparison.Ordinal), CultureInfo.InvariantCulture);
    }
}
