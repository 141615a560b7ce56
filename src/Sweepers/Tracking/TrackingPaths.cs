namespace MLNetTuning.Sweepers.Tracking;

/// <summary>Names of runs and groups as names of files.</summary>
internal static class TrackingPaths
{
    private const int LongestName = 120;

    public static string Of(string folder, TrackedRunInfo run)
    {
        ArgumentNullException.ThrowIfNull(run);
        ArgumentException.ThrowIfNullOrWhiteSpace(run.Name);
        return string.IsNullOrWhiteSpace(run.Group) ? Path.Combine(folder, Safe(run.Name)) : Path.Combine(folder, Safe(run.Group), Safe(run.Name));
    }

    // A name of points alone would lead out of the folder.
    private static string Safe(string name)
    {
        string safe = string.Concat(name.Select(c => char.IsAsciiLetterOrDigit(c) || c is '.' or '-' or '_' ? c : '_'));
        safe = safe.Length > LongestName ? safe[..LongestName] : safe;
        return safe.All(c => c == '.') ? "_" : safe;
    }
}
