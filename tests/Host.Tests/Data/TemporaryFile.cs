using System.Text;

namespace MLNetTuning.Host.Tests.Data;

/// <summary>A file with a given content that is gone at the end of the test.</summary>
internal sealed class TemporaryFile : IDisposable
{
    public TemporaryFile(string content, bool byteOrderMark = false)
    {
        Path = System.IO.Path.Combine(System.IO.Path.GetTempPath(), $"mlnettuning-{Guid.NewGuid():N}.txt");
        File.WriteAllText(Path, content, new UTF8Encoding(byteOrderMark));
    }

    public string Path { get; }

    public void Dispose() => File.Delete(Path);
}
