using MLNetTuning.Experiments.Tuning;
using MLNetTuning.Sweepers.Storage;

namespace MLNetTuning.Experiments.Tests.Tuning;

public sealed class SharedCheckpointsTests
{
    [Fact]
    public void Put_InAFolder_IsFoundByAnotherWorker()
    {
        var folder = Directory.CreateTempSubdirectory("checkpoints");
        try
        {
            new SharedCheckpoints(new FolderCheckpoints(folder.FullName)).Put("trial 3", [1, 2, 3]);
            var other = new SharedCheckpoints(new FolderCheckpoints(folder.FullName));
            Assert.Equal([1, 2, 3], other.Get("trial 3")!);
            Assert.Null(other.Get("trial 4"));
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }
}
