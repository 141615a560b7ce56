namespace MLNetTuning.Benchmarks.Host;

/// <summary>The embedded host at work: reading files, fitting featurizers and scoring, beside pandas and scikit-learn.</summary>
internal sealed class HostSuite : IBenchmarkSuite
{
    /// <inheritdoc/>
    public string Name => "host";

    /// <inheritdoc/>
    public string Description => "the embedded host: reading files, fitting featurizers, scoring, beside pandas and scikit-learn";

    /// <inheritdoc/>
    public IReadOnlyList<BenchmarkRow> Run(BenchmarkContext context) =>
        [.. typeof(HostSuite).Assembly.GetTypes()
            .Where(type => type is { IsClass: true, IsAbstract: false } && type.IsAssignableTo(typeof(IHostBenchmark)))
            .Select(type => (IHostBenchmark)Activator.CreateInstance(type)!)
            .Where(part => context.Wants(part.Name))
            .OrderBy(part => part.Name, StringComparer.Ordinal)
            .SelectMany(part => part.Run(context))];
}
