using System.Diagnostics;

namespace MLNetTuning.Sweepers.Tests.Tracking;

/// <summary>A Python with Google's protobuf library, to read what we write with code that is not ours.</summary>
internal static class Python
{
    private static readonly Lazy<string> s_python = new(Find);

    /// <summary>The lines a script of this folder prints.</summary>
    public static string[] Run(params string[] arguments) => Start(s_python.Value, arguments) is (0, var output)
        ? output.Split('\n', StringSplitOptions.RemoveEmptyEntries)
        : throw new InvalidOperationException("The script failed: " + Start(s_python.Value, arguments).Output);

    private static string Find() => new[] { "python3", "/usr/bin/python3" }.FirstOrDefault(p => Start(p, ["-c", "import google.protobuf"]).Code == 0)
        ?? throw new InvalidOperationException("This test needs Python with protobuf. Install it (Debian: apt-get install python3-protobuf) or run .ci/run, which does.");

    private static (int Code, string Output) Start(string program, string[] arguments)
    {
        try
        {
            using var process = Process.Start(new ProcessStartInfo(program, arguments) { RedirectStandardOutput = true, RedirectStandardError = true })!;
            var errors = process.StandardError.ReadToEndAsync();
            string output = process.StandardOutput.ReadToEnd();
            process.WaitForExit();
            return (process.ExitCode, process.ExitCode == 0 ? output : output + errors.Result);
        }
        catch (System.ComponentModel.Win32Exception e)
        {
            return (-1, e.Message);
        }
    }
}
