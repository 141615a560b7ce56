using System.Diagnostics;

namespace MLNetTuning.Sweepers.Storage.Tests;

/// <summary>Runs a program to its end.</summary>
internal static class Command
{
    public static string Run(string program, IEnumerable<string> arguments, string? folder = null)
    {
        // A server that stays behind would keep a pipe open: what it says goes to its own log.
        var start = new ProcessStartInfo(program, arguments) { RedirectStandardOutput = true, RedirectStandardError = true, WorkingDirectory = folder ?? "" };
        using var process = Process.Start(start)!;
        var output = process.StandardOutput.ReadToEndAsync();
        var errors = process.StandardError.ReadToEndAsync();
        if (!process.WaitForExit(TimeSpan.FromMinutes(2)))
        {
            process.Kill(entireProcessTree: true);
            throw new InvalidOperationException($"{program} did not end within two minutes.");
        }

        // After the end of the program itself nothing more is waited for.
        Task.WaitAll([output, errors], TimeSpan.FromSeconds(1));
        string said = output.IsCompletedSuccessfully ? output.Result : "";
        return process.ExitCode == 0 ? said : throw new InvalidOperationException($"{program} ended with {process.ExitCode}: {said}{(errors.IsCompletedSuccessfully ? errors.Result : "")}");
    }
}
