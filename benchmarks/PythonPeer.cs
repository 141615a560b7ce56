using System.Diagnostics;
using System.Globalization;
using System.Runtime.Intrinsics;

namespace MLNetTuning.Benchmarks;

/// <summary>
/// A peer that lives in a Python script and stays running: each request is a line to it, each answer a line of numbers back. The first line it
/// says is its name and version.
/// </summary>
internal sealed class PythonPeer : IDisposable
{
    private readonly Process _process;

    private PythonPeer(Process process, string name)
    {
        _process = process;
        Name = name;
    }

    /// <summary>The peer with its version, as it says itself.</summary>
    public string Name { get; }

    /// <summary>Starts a script of <c>peers/</c> with the first Python that can import the module.</summary>
    /// <param name="script">File name of the script.</param>
    /// <param name="module">What it imports.</param>
    /// <param name="arguments">What the script is given.</param>
    /// <returns>The running peer, or null when no Python here has the module.</returns>
    public static PythonPeer? TryStart(string script, string module, params string[] arguments)
    {
        var path = Path.Combine(AppContext.BaseDirectory, "peers", script);
        foreach (var python in new[] { "/usr/bin/python3", "python3", "python" })
        {
            if (CanImport(python, module) && Start(python, [path, .. arguments]) is { } process)
            {
                var name = process.StandardOutput.ReadLine() ?? throw new InvalidOperationException($"The peer {script} ended before it said its name.");
                return new PythonPeer(process, name);
            }
        }

        return null;
    }

    /// <summary>Sends a request and waits for its numbers.</summary>
    public double[] Ask(string request)
    {
        _process.StandardInput.WriteLine(request);
        _process.StandardInput.Flush();
        var answer = _process.StandardOutput.ReadLine() ?? throw new InvalidOperationException($"The peer {Name} ended at '{request}'.");
        return [.. answer.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(text => double.Parse(text, CultureInfo.InvariantCulture))];
    }

    public void Dispose()
    {
        _process.StandardInput.Close();
        _process.WaitForExit(10_000);
        _process.Dispose();
    }

    private static bool CanImport(string python, string module)
    {
        using var process = Start(python, ["-c", $"import {module}"], quiet: true);
        process?.WaitForExit();
        return process is { ExitCode: 0 };
    }

    // OpenBLAS 0.3.21 does not know the newest processors and falls back to kernels of 2004, a tenth of the speed: it is told what this machine can.
    private static void NameProcessor(ProcessStartInfo start)
    {
        var kind = Vector512.IsHardwareAccelerated ? "SkylakeX" : Vector256.IsHardwareAccelerated ? "Haswell" : null;
        if (kind is not null)
        {
            start.Environment.TryAdd("OPENBLAS_CORETYPE", kind);
        }
    }

    private static Process? Start(string python, string[] arguments, bool quiet = false)
    {
        var start = new ProcessStartInfo(python, arguments)
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = quiet,
        };
        NameProcessor(start);
        try
        {
            return Process.Start(start);
        }
        catch (System.ComponentModel.Win32Exception)
        {
            // There is no such program; the next name may be one.
            return null;
        }
    }
}
