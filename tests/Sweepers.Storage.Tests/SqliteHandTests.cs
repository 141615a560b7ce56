namespace MLNetTuning.Sweepers.Storage.Tests;

public sealed class SqliteHandTests : HandAcrossProcessesContract, IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("hand").FullName;

    protected override string Url => "sqlite:///" + Path.Combine(_folder, "studies.db");

    public void Dispose() => Directory.Delete(_folder, recursive: true);
}
