using System.Security.Cryptography;
using System.Text;
using MLNetTuning.Experiments.Families;
using MLNetTuning.Experiments.Running;
using MLNetTuning.Experiments.Runs;
using MLNetTuning.Experiments.Tests.Running;
using MLNetTuning.Sweepers.Studies;

namespace MLNetTuning.Experiments.Tests.Runs;

public sealed class RunKeeperTests
{
    private readonly MemoryStudyStore _inner = new();
    private readonly WatchedStore _store;
    private readonly SearchRoom _room = Rooms.Binary(100);

    public RunKeeperTests() => _store = new WatchedStore(_inner, _ => { });

    private RunKeeper Begun()
    {
        var keeper = RunKeeper.Open(new ExperimentSettings { StudyStore = _store, Checkpoints = new MemoryCheckpoints() }, _room.Table);
        keeper.Begin(_room);
        return keeper;
    }

    [Fact]
    public void Start_WhileTheStoreIsAway_TakesANumberThatTheStoreNeverGives()
    {
        var keeper = Begun();
        Assert.Equal(0, keeper.Start(new LinearCandidate { L2 = 1 }));
        _store.Fault = new TimeoutException("The store is away.");
        var away = keeper.Start(new LinearCandidate { L2 = 2 })!.Value;
        _store.Fault = null;

        // It is back as soon as the writer has seen so.
        List<int> numbers = [];
        Assert.True(SpinWait.SpinUntil(
            () =>
            {
                numbers.Add(keeper.Start(new LinearCandidate { L2 = 3 + numbers.Count })!.Value);
                return numbers[^1] < away;
            },
            TimeSpan.FromMinutes(1)));
        Assert.Equal(1, numbers[^1]);
        Assert.DoesNotContain(away, numbers);
        keeper.End(Ended(1), null);
        keeper.End(Ended(away), null);
        keeper.Finish();
        Assert.Equal([TrialState.Running, TrialState.Completed], _inner.Load("experiment").Select(trial => trial.State));
        Assert.Single(keeper.Notes, note => note.EndsWith("The store is away.", StringComparison.Ordinal));

        static ExperimentTrial Ended(int id) => new(id, "Linear", string.Empty, 0.5, 0, 1, 1, null);
    }

    [Fact]
    public void Start_InAStudyOfAnEarlierVersion_KeepsWhatThatKnows()
    {
        Create(CandidateSpace.Earlier[0]);
        var keeper = Begun();
        Assert.Equal(0, keeper.Start(new NetworkCandidate { Kind = NetworkKind.RealMlp }));
        Assert.Empty(keeper.Notes);
        Assert.True(keeper.Start(new NetworkCandidate { Kind = NetworkKind.RealMlpPle }) > 0);
        Assert.Equal(1, keeper.Start(new LinearCandidate()));
        Assert.EndsWith("begun by an earlier version, which knows no RealMlpPle.", Assert.Single(keeper.Notes), StringComparison.Ordinal);
        keeper.Finish();
        Assert.Equal(2, _inner.Load("experiment").Count);
    }

    [Fact]
    public void Open_AStudyOfAnotherSpace_IsRefused()
    {
        Create(CandidateSpace.SpaceOf(ModelFamily.Linear));
        Assert.Contains("Give StudyName another name", Assert.Throws<InvalidOperationException>(Begun).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Earlier_Spaces_AreThoseThatWereWritten() =>
        Assert.Equal(["5d440bd64b14d23fc0dc59259fd7054893786879a9cd158a5a197315a83c0956"], CandidateSpace.Earlier.Select(space => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(space.ToJson())))));

    private void Create(MLNetTuning.Sweepers.Spaces.SearchSpace space) =>
        _inner.Create(new StudyRecord { Name = "experiment", Space = space, Direction = ObjectiveDirection.Maximize, Seed = 0, Sweeper = "experiment" });
}
