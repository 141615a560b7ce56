using System.Globalization;

namespace MLNetTuning.Sweepers.Tracking;

/// <summary>The event file of one run.</summary>
internal sealed class TensorBoardRun : ITrackedRun
{
    private readonly RecordFile _records;
    private readonly TimeProvider _clock;
    private long _lastStep;

    public TensorBoardRun(string folder, TrackedRunInfo run, TimeProvider clock)
    {
        _clock = clock;
        _records = new RecordFile(NewFile(folder, (long)Now));
        _records.Write(TensorBoardEvents.Version(Now));
        _records.Write(TensorBoardEvents.SessionStart(Now, run));
    }

    private double Now => (_clock.GetUtcNow() - DateTimeOffset.UnixEpoch).TotalSeconds;

    public void Log(long step, string metric, double value)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(metric);
        _lastStep = Math.Max(_lastStep, step);
        _records.Write(TensorBoardEvents.Scalar(Now, step, metric, value));
    }

    public void End(RunStatus status, IReadOnlyDictionary<string, double> summary, string? error = null)
    {
        ArgumentNullException.ThrowIfNull(summary);
        foreach (var (name, value) in summary.OrderBy(s => s.Key, StringComparer.Ordinal))
        {
            _records.Write(TensorBoardEvents.Scalar(Now, _lastStep, name, value));
        }

        _records.Write(TensorBoardEvents.SessionEnd(Now, status));
    }

    public void Dispose() => _records.Dispose();

    // TensorBoard reads the files of a folder in the order of their names.
    private static FileStream NewFile(string folder, long seconds)
    {
        for (int i = 0; ; i++)
        {
            string path = Path.Combine(folder, string.Create(CultureInfo.InvariantCulture, $"events.out.tfevents.{seconds:D10}.mlnettuning.{i}"));
            if (!File.Exists(path))
            {
                return new FileStream(path, FileMode.CreateNew, FileAccess.Write, FileShare.ReadWrite | FileShare.Delete, bufferSize: 0);
            }
        }
    }
}
