using MLNetTuning.Sweepers.Studies;

namespace MLNetTuning.Sweepers.Tests.Studies;

public class MemoryStudyStoreTests : StudyStoreContract
{
    private readonly MemoryStudyStore _store = new();

    protected override IStudyStore Open() => _store;
}
