namespace MLNetTuning.Experiments.Tests;

/// <summary>A text file that goes with the test.</summary>
internal sealed class TemporaryFile : IDisposable
{
    internal TemporaryFile(string content)
    {
        Path = System.IO.Path.Combine(Directory.CreateTempSubdirectory("mlnettuning").FullName, "table.csv");
        File.WriteAllText(Path, content);
    }

    internal string Path { get; }

    public void Dispose() => Directory.Delete(System.IO.Path.GetDirectoryName(Path)!, recursive: true);
}
