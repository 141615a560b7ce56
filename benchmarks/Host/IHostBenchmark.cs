namespace MLNetTuning.Benchmarks.Host;

/// <summary>One part of the suite <c>host</c>; every class with a parameterless constructor that implements this is found and run.</summary>
internal interface IHostBenchmark
{
    /// <summary>What <c>--part</c> chooses by.</summary>
    string Name { get; }

    /// <summary>Measures ours and the peer in turns.</summary>
    IReadOnlyList<BenchmarkRow> Run(BenchmarkContext context);
}
