namespace MLNetTuning.Benchmarks.Trees;

/// <summary>A data set of the suite <c>trees</c>.</summary>
internal interface ITreeDataSet
{
    /// <summary>The name in the report; what <c>--part</c> chooses by.</summary>
    string Name { get; }

    /// <summary>Reads or makes it; null when a file is missing.</summary>
    TreeData? Load(BenchmarkContext context);
}
