using System.Globalization;

namespace MLNetTuning.Sweepers.Storage.Worker;

/// <summary>Lines that are in the file when the call returns: a killed process loses none of them.</summary>
internal sealed class WorkerLog(string path) : IDisposable
{
    private readonly FileStream _file = new(path, FileMode.Append, FileAccess.Write, FileShare.Read, bufferSize: 0);

    public void Write(string what, int trial, double value) =>
        _file.Write(System.Text.Encoding.ASCII.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{what} {trial} {value:R}\n")));

    public void Dispose() => _file.Dispose();
}
