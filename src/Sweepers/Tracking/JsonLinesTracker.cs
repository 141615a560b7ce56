namespace MLNetTuning.Sweepers.Tracking;

/// <summary>
/// Tracks runs as JSON lines, one file per run: FOLDER/GROUP/NAME.jsonl. Each line is an object with <c>event</c> (start, metric or end) and <c>time</c> (UTC).
/// </summary>
/// <remarks>
/// start has run, group and settings; metric has step, name and value; end has status, summary and error. Values that are not finite are the texts
/// NaN, Infinity and -Infinity.
/// </remarks>
public sealed class JsonLinesTracker : ITracker
{
    private readonly string _folder;
    private readonly TimeProvider _clock;

    /// <summary>A tracker into a folder.</summary>
    /// <param name="folder">The folder; made when the first run starts.</param>
    /// <param name="clock">The clock of times; the system's when null.</param>
    public JsonLinesTracker(string folder, TimeProvider? clock = null)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(folder);
        _folder = folder;
        _clock = clock ?? TimeProvider.System;
    }

    /// <inheritdoc/>
    public ITrackedRun Start(TrackedRunInfo run)
    {
        string path = TrackingPaths.Of(_folder, run) + ".jsonl";
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        var started = new JsonLinesRun(path, _clock);
        started.WriteStart(run);
        return started;
    }
}
