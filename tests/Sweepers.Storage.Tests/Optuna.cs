using System.Diagnostics;
using System.Text.Json;

namespace MLNetTuning.Sweepers.Storage.Tests;

/// <summary>Python with the real Optuna: one process for all scripts, because loading Optuna takes seconds.</summary>
internal static class Optuna
{
    private const string Server = """
        import contextlib, io, json, sys, traceback, warnings
        warnings.simplefilter('ignore')
        import optuna
        optuna.logging.set_verbosity(optuna.logging.ERROR)
        for line in sys.stdin:
            script, *arguments = json.loads(line)
            sys.argv = ['script', *arguments]
            printed, error = io.StringIO(), None
            with contextlib.redirect_stdout(printed):
                try:
                    exec(compile(script, 'script', 'exec'), {'__name__': 'script', 'sys': sys, 'optuna': optuna})
                except BaseException:
                    error = traceback.format_exc()
            print(json.dumps([printed.getvalue(), error]), flush=True)
        """;

    private static readonly Lock s_gate = new();
    private static readonly Lazy<Process> s_process = new(Start);

    /// <summary>Runs a script with Optuna at hand; <c>sys.argv[1:]</c> are the arguments. Answers the lines it printed.</summary>
    public static string[] Run(string script, params string[] arguments)
    {
        lock (s_gate)
        {
            s_process.Value.StandardInput.WriteLine(JsonSerializer.Serialize(new[] { script }.Concat(arguments)));
            s_process.Value.StandardInput.Flush();
            string line = s_process.Value.StandardOutput.ReadLine() ?? throw new InvalidOperationException("Python ended.");
            string?[] answer = JsonSerializer.Deserialize<string?[]>(line)!;
            return answer[1] is null ? answer[0]!.Split('\n', StringSplitOptions.RemoveEmptyEntries) : throw new InvalidOperationException(answer[1]);
        }
    }

    // It ends when its standard input does: with this process, however that ends.
    private static Process Start() => Process.Start(new ProcessStartInfo(Find(), ["-c", Server]) { RedirectStandardInput = true, RedirectStandardOutput = true })!;

    private static string Find()
    {
        foreach (string python in new[] { "python3", "/usr/bin/python3" })
        {
            try
            {
                Command.Run(python, ["-c", "import importlib.util as u, sys; sys.exit(not (u.find_spec('optuna') and u.find_spec('psycopg2')))"]);
                return python;
            }
            catch (Exception e) when (e is InvalidOperationException or System.ComponentModel.Win32Exception)
            {
                // The next one may have it.
            }
        }

        throw new InvalidOperationException("These tests need Python with Optuna 3.1 and psycopg2. Install them (Debian: apt-get install python3-optuna python3-psycopg2) or run .ci/run, which does.");
    }
}
