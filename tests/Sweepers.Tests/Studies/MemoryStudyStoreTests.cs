using MLNetTuning.Sweepers.Studies;

namespace MLNetTuning.Sweepers.Tests.Studies;

public class MemoryStudyStoreTests : StudyStoreContract
{
    private MemoryStudyStore? _store;

    protected override IStudyStore Open(TimeProvider? clock = null) => _store ??= new MemoryStudyStore(clock);
}
