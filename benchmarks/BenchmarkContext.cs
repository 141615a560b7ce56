namespace MLNetTuning.Benchmarks;

/// <summary>What a suite is given.</summary>
/// <param name="Output">Where to tell of progress.</param>
/// <param name="Clock">The clock to measure with.</param>
internal sealed record BenchmarkContext(TextWriter Output, TimeProvider Clock)
{
    /// <summary>The folder with real files (<c>--data</c>), or null: suites that read them then say which they lack.</summary>
    public string? DataFolder { get; init; }

    /// <summary>What a part's name must hold to run (<c>--part</c>); null runs all.</summary>
    public string? Part { get; init; }

    /// <summary>Seconds each contestant has (<c>--time</c>), for suites that give a time. Default 60.</summary>
    public int Seconds { get; init; } = 60;

    /// <summary>Splits of a small file (<c>--splits</c>); null for the suite's own number.</summary>
    public int? Splits { get; init; }

    /// <summary>Whether a part of this name is to run.</summary>
    public bool Wants(string part) => Part is null || part.Contains(Part, StringComparison.OrdinalIgnoreCase);

    /// <summary>A file of the data folder, or null (said on the output) where there is none.</summary>
    public string? FindData(string relativePath)
    {
        var path = DataFolder is null ? null : Path.Combine(DataFolder, relativePath);
        if (path is not null && File.Exists(path))
        {
            return path;
        }

        Output.WriteLine($"{relativePath} is missing{(DataFolder is null ? " (name a folder with --data)" : "")}: its rows are left out.");
        return null;
    }

    /// <summary>Versions worth keeping with the results, by name; suites add their peers'.</summary>
    public SortedDictionary<string, string> Versions { get; } = new(StringComparer.Ordinal);

    /// <summary>Seconds some work takes.</summary>
    public double Time(Action work)
    {
        var start = Clock.GetTimestamp();
        work();
        return Clock.GetElapsedTime(start).TotalSeconds;
    }

    /// <summary>The middle value; of an even number, the mean of the middle two.</summary>
    public static double Median(IEnumerable<double> values)
    {
        var sorted = values.Order().ToArray();
        var middle = sorted.Length / 2;
        return sorted.Length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
    }
}
