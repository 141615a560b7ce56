namespace MLNetTuning.Benchmarks;

/// <summary>
/// A named set of measurements. Every public or internal class with a parameterless constructor that implements this is found and listed;
/// a new suite is a new class, nothing else.
/// </summary>
internal interface IBenchmarkSuite
{
    /// <summary>What the user types.</summary>
    string Name { get; }

    /// <summary>One line on what is measured.</summary>
    string Description { get; }

    /// <summary>Measures ours and the peers in turns, in this run, on the same data.</summary>
    IReadOnlyList<BenchmarkRow> Run(BenchmarkContext context);
}
