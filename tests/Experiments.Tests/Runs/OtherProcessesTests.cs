using MLNetTuning.Experiments.Families;
using MLNetTuning.Experiments.Running;
using MLNetTuning.Experiments.Runs;
using MLNetTuning.Experiments.Tests.Running;
using MLNetTuning.Experiments.Tuning;
using MLNetTuning.Sweepers.Studies;

namespace MLNetTuning.Experiments.Tests.Runs;

/// <summary>Two processes' books of one study, one of which dies.</summary>
public sealed class OtherProcessesTests
{
    private const string Data = "some rows";

    private readonly ShiftedClock _clock = new();
    private readonly MemoryStudyStore _store;
    private readonly MemoryCheckpoints _place = new();
    private readonly SearchRoom _room = Rooms.Binary(200);
    private readonly List<string> _notes = [];

    public OtherProcessesTests() => _store = new MemoryStudyStore(_clock);

    private StudyBook Book(TimeProvider? clock = null) =>
        StudyBook.Open(new ExperimentSettings { StudyStore = _store, TimeProvider = clock ?? _clock }, TuningMetric.AreaUnderRocCurve)!;

    private OtherProcesses Others(StudyBook book) => new(book, new TrialArchive(_place, Data), _room, Data, _notes.Add);

    private static int Begin(StudyBook book, Candidate candidate)
    {
        var id = book.Start(candidate, Data, CancellationToken.None)!.Value;
        book.SetData(id, Data);
        return id;
    }

    // Longer than any lease is.
    private void LetTheLeasesLapse() => _clock.Ahead += TimeSpan.FromHours(1);

    [Fact]
    public void Look_AProcessThatDied_HandsItsConfigurationToEachOfTheOthersAndOneGetsIt()
    {
        var candidate = new LinearCandidate { L2 = 3 };
        var (dead, first, second) = (Book(), Book(), Book());
        var (ofFirst, ofSecond) = (Others(first), Others(second));
        Begin(dead, candidate);
        ofFirst.Look();
        ofSecond.Look();
        Assert.Equal([0], first.AtOthers());
        Assert.True(ofFirst.MayBring);
        Assert.Empty(ofFirst.Left());
        Assert.Null(first.Start(candidate, Data, CancellationToken.None));

        LetTheLeasesLapse();
        ofFirst.Look();
        ofSecond.Look();
        Assert.Equal(candidate, Assert.Single(ofFirst.Left()));
        Assert.Equal(candidate, Assert.Single(ofSecond.Left()));
        Assert.False(ofFirst.MayBring);
        Assert.Equal((TrialState.Failed, "Its process ended before it did."), (_store.Load("experiment")[0].State, _store.Load("experiment")[0].Error));
        Assert.Equal(1, first.Start(candidate, Data, CancellationToken.None));
        Assert.Null(second.Start(candidate, Data, CancellationToken.None));
        Assert.Empty(_notes);
    }

    [Fact]
    public void Look_AConfigurationGivenBackForWantOfTime_IsHandedToOthersButNotBackToWhoBeganIt()
    {
        var candidate = new LinearCandidate { L2 = 3 };
        var (first, second) = (Book(), Book());
        var (ofFirst, ofSecond) = (Others(first), Others(second));
        GiveBack(first, Begin(first, candidate));
        ofSecond.Look();
        Assert.Equal(candidate, Assert.Single(ofSecond.Left()));
        GiveBack(second, Begin(second, candidate));
        ofFirst.Look();
        ofSecond.Look();
        Assert.Empty(ofFirst.Left());
        Assert.Empty(ofSecond.Left());

        static void GiveBack(StudyBook book, int id) => book.End(new ExperimentTrial(id, "linear", "", double.NaN, 0, 0, 0, StudyBook.TimeOver));
    }

    [Fact]
    public void Look_AProcessThatDiedAfterItKeptItsModels_TheyAreTaken()
    {
        var (dead, alive) = (Book(), Book());
        var candidate = new LinearCandidate();
        var id = Begin(dead, candidate);
        var fit = candidate.Fit(_room.Fold(0), new FitContext(1, static () => false, static () => false, CancellationToken.None));
        var model = fit.At(FoldFit.BestLength([fit]));
        var trial = new ExperimentTrial(id, candidate.Trainer, candidate.Describe(), 0.75, 0, 1, 1, null);
        new TrialArchive(_place, Data).Put(new ModelRecord(trial, candidate, _room.Judged.Gather([model]), new double[_room.Judged.Rows.Length]) { Models = [model] });
        LetTheLeasesLapse();
        var others = Others(alive);
        others.Look();
        Assert.Equal(0.75, Assert.Single(others.Adopted()).Trial.Score);
        Assert.Empty(others.Left());
        Assert.Equal((TrialState.Completed, 0.75), (_store.Load("experiment")[0].State, _store.Load("experiment")[0].Value!.Value));
    }

    [Fact]
    public void End_OfATrialThatOthersHaveGivenUp_ChangesNothing()
    {
        var (slow, other) = (Book(), Book());
        var id = Begin(slow, new LinearCandidate());
        LetTheLeasesLapse();
        Others(other).Look();
        slow.End(new ExperimentTrial(id, "linear", "", 0.9, 0, 1, 1, null));
        Assert.Equal(TrialState.Failed, _store.Load("experiment")[0].State);
    }

    [Fact]
    public void Look_OnAMachineWhoseClockIsWrong_TakesNothingFromTheLiving()
    {
        Begin(Book(), new LinearCandidate());
        var wrong = Book(new ShiftedClock { Ahead = TimeSpan.FromHours(5) });
        var others = Others(wrong);
        others.Look();
        Assert.Empty(others.Left());
        Assert.Equal([0], wrong.AtOthers());
        Assert.Equal(TrialState.Running, _store.Load("experiment")[0].State);
    }
}
