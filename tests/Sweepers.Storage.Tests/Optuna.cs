namespace MLNetTuning.Sweepers.Storage.Tests;

/// <summary>Python with the real Optuna.</summary>
internal static class Optuna
{
    private static readonly Lazy<string> s_python = new(Find);

    /// <summary>Runs a script with Optuna at hand; <c>sys.argv[1:]</c> are the arguments. Answers the lines it printed.</summary>
    public static string[] Run(string script, params string[] arguments)
    {
        const string Quiet = "import sys, warnings; warnings.simplefilter('ignore'); import optuna; optuna.logging.set_verbosity(optuna.logging.ERROR)\n";
        return Command.Run(s_python.Value, ["-c", Quiet + script, .. arguments]).Split('\n', StringSplitOptions.RemoveEmptyEntries);
    }

    private static string Find()
    {
        foreach (string python in new[] { "python3", "/usr/bin/python3" })
        {
            try
            {
                Command.Run(python, ["-c", "import optuna, psycopg2"]);
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
