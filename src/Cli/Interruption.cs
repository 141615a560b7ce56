using System.Runtime.InteropServices;

namespace MLNetTuning.Cli;

/// <summary>Ctrl-C and a request to end: the first ends the search with what there is, the second the program.</summary>
internal sealed class Interruption : IDisposable
{
    internal const int ExitCode = 130;

    private readonly CancellationTokenSource _source = new();
    private readonly PosixSignalRegistration[] _signals;

    internal Interruption(TextWriter error) => _signals = [.. new[] { PosixSignal.SIGINT, PosixSignal.SIGTERM }.Select(signal => PosixSignalRegistration.Create(signal, context =>
    {
        if (_source.IsCancellationRequested)
        {
            error.WriteLine("stopped; what was finished is kept: 'mltune resume DIR' goes on");
            Environment.Exit(ExitCode);
        }

        context.Cancel = true;
        error.WriteLine("ending with what there is; once more stops at once");
        _source.Cancel();
    }))];

    internal CancellationToken Token => _source.Token;

    public void Dispose()
    {
        foreach (var signal in _signals)
        {
            signal.Dispose();
        }

        _source.Dispose();
    }
}
