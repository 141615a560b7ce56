namespace MLNetTuning.Benchmarks.Trees;

/// <summary>A data set of the suite <c>trees</c>.</summary>
internal interface ITreeDataSet
{
    /// <summary>The name in the report; what <c>--part</c> chooses by.</summary>
    string Name { get; }

    /// <summary>Reads or makes it; null when a file is missing.</summary>
    /// <param name="context">Knows the files.</param>
    /// <param name="fold">Which part is for testing, 0 to 4; each gives other rows, so that quality does not hang on one split.</param>
    TreeData? Load(BenchmarkContext context, int fold);
}
