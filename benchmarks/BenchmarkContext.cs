namespace MLNetTuning.Benchmarks;

/// <summary>What a suite is given.</summary>
/// <param name="Output">Where to tell of progress.</param>
/// <param name="Clock">The clock to measure with.</param>
internal sealed record BenchmarkContext(TextWriter Output, TimeProvider Clock)
{
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
