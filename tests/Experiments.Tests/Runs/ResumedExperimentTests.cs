using MLNetTuning.Sweepers.Studies;

namespace MLNetTuning.Experiments.Tests.Runs;

public sealed class ResumedExperimentTests
{
    private readonly MemoryStudyStore _store = new();
    private readonly MemoryCheckpoints _place = new();

    private ExperimentSettings Settings(int trials) => ShortRun.Quick("left", trials) with { StudyStore = _store, Checkpoints = _place, IsResumed = true };

    private static ExperimentResult Run(ExperimentSettings settings, List<int>? told = null, string? text = null) =>
        ShortRun.Of(text ?? TestTables.Churn(200), settings, progress => told?.Add(progress.Last.Id));

    [Fact]
    public void Run_OfAFinishedRun_FitsNothingAndMakesTheSameModel()
    {
        var first = Run(Settings(4));
        List<int> fitted = [];
        var second = Run(Settings(4), fitted);
        Assert.Empty(fitted);
        Assert.Equal(first.ValidationScore, second.ValidationScore);
        Assert.Equal(first.ValidationPredictions.Values, second.ValidationPredictions.Values);
        Assert.Equal(first.Trials, second.Trials);
        Assert.Equal(first.Members, second.Members);
        Assert.Equal(4, _store.Load("experiment").Count);
        Assert.Empty(second.Notes.Except(first.Notes));
    }

    [Fact]
    public void Run_WithMoreTrials_GoesOnFromThereAndIsTheSameAsInOneGo()
    {
        Run(Settings(2));
        List<int> fitted = [];
        var parts = Run(Settings(5), fitted);
        Assert.Equal([2, 3, 4], fitted);
        Assert.Equal([0, 1, 2, 3, 4], parts.Trials.Select(trial => trial.Id));
        var whole = Run(Settings(5) with { StudyStore = null, Checkpoints = null });
        Assert.Equal(whole.Trials.Select(trial => trial.Score).Order(), parts.Trials.Select(trial => trial.Score).Order());
        Assert.Equal(whole.ValidationScore, parts.ValidationScore);
    }

    [Fact]
    public void Run_NotResumed_TriesAsManyMore()
    {
        Run(Settings(2));
        var second = Run(Settings(2) with { IsResumed = false });
        Assert.Equal(4, second.Trials.Count);
        Assert.Equal(4, second.Trials.Select(trial => (trial.Trainer, trial.Parameters)).Distinct().Count());
    }

    [Theory]
    [InlineData("trial-0", 100)]
    [InlineData("trial-0", 0)]
    [InlineData("trial-0-models", 100)]
    [InlineData("trial-0-models", -1)]
    public void Run_SomethingKeptIsDamaged_NotesItAndGoesOn(string key, int place)
    {
        Run(Settings(3));
        var bytes = (byte[])_place.All[key].Clone();
        if (place < 0)
        {
            bytes = bytes[..^10];
        }
        else
        {
            bytes[place] ^= 1;
        }

        _place.All[key] = bytes;
        var result = Run(Settings(3));
        Assert.Contains(result.Notes, note => note.Contains("configuration 0", StringComparison.Ordinal) && note.Contains("cut short or changed", StringComparison.Ordinal));
        Assert.Equal(3, result.Trials.Count);
        Assert.InRange(result.ValidationScore, 0.9, 1);
    }

    [Fact]
    public void Run_AllModelsAreGone_FitsAgain()
    {
        Run(Settings(2));
        foreach (var key in _place.All.Keys.Where(key => key.EndsWith("models", StringComparison.Ordinal)))
        {
            _place.Remove(key);
        }

        List<int> fitted = [];
        var result = Run(Settings(2), fitted);
        Assert.InRange(result.ValidationScore, 0.9, 1);
        Assert.NotEmpty(result.Members);
    }

    [Fact]
    public void Run_OnOtherData_TestsTheEarlierBestFirst()
    {
        var first = Run(Settings(3));
        List<int> fitted = [];
        var second = Run(Settings(5), fitted, TestTables.Churn(200, seed: 2));
        Assert.Equal([3, 4, 5, 6, 7], fitted);
        Assert.Equal(first.Leaderboard[0].Parameters, second.Trials[0].Parameters);
        Assert.Contains(second.Notes, note => note.StartsWith("The optimum has", StringComparison.Ordinal));

        // And back again: both are known.
        fitted.Clear();
        Run(Settings(3), fitted);
        Assert.Empty(fitted);
    }

    [Fact]
    public void Run_ThePlaceIsFull_EndsWithAModelAndANote()
    {
        _place.Fault = new IOException("No space left on device");
        var result = Run(Settings(3));
        Assert.Equal(3, result.Trials.Count);
        Assert.Single(result.Notes, note => note.Contains("No space left on device", StringComparison.Ordinal));
        Assert.All(_store.Load("experiment"), trial => Assert.Equal((TrialState.Failed, "Its models could not be kept."), (trial.State, trial.Error)));
        _place.Fault = null;
        List<int> fitted = [];
        Run(Settings(3), fitted);
        Assert.NotEmpty(fitted);
    }

    [Fact]
    public void Run_ManyConfigurations_KeepsTheModelsOfTheBestOnly()
    {
        var result = Run(Settings(200) with { Families = ExperimentFamilies.Linear });
        Assert.Equal(200, result.Trials.Count);
        Assert.Equal(result.Leaderboard.Count, _place.All.Keys.Count(key => key.StartsWith("trial", StringComparison.Ordinal) && !key.EndsWith("models", StringComparison.Ordinal)));
        Assert.Equal(Math.Min(40, result.Leaderboard.Count), _place.All.Keys.Count(key => key.EndsWith("models", StringComparison.Ordinal)));
    }

    [Fact]
    public void Work_BesideARun_IsTakenIntoItsResult()
    {
        using var file = new TemporaryFile(TestTables.Churn(200));
        Run(Settings(1));
        var settings = Settings(2) with { IsResumed = false };
        Assert.Equal(2, ShortRun.Experiment(settings).Work(file.Path));
        List<int> fitted = [];
        var result = Run(Settings(4), fitted);
        Assert.Equal([3], fitted);
        Assert.Equal([0, 1, 2, 3], result.Trials.Select(trial => trial.Id).Order());
        Assert.Equal(4, result.Trials.Select(trial => (trial.Trainer, trial.Parameters)).Distinct().Count());
    }

    [Fact]
    public async Task Work_AtTheSameTime_NobodyDoesAnythingTwice()
    {
        using var file = new TemporaryFile(TestTables.Churn(200));
        Task<int> Worker() => Task.Run(() => ShortRun.Experiment(Settings(6) with { IsResumed = false }).Work(file.Path));
        var counts = await Task.WhenAll(Worker(), Worker(), Worker());
        Assert.Equal(18, counts.Sum());
        var trials = _store.Load("experiment");
        Assert.Equal(18, trials.Count);
        Assert.Equal(18, trials.Select(trial => trial.Configuration).Distinct().Count());
        Assert.Equal(18, Run(Settings(18)).Trials.Count);
    }

    [Fact]
    public void Work_WithoutAPlace_SaysWhatIsMissing()
    {
        var experiment = ShortRun.Experiment(Settings(1) with { Checkpoints = null });
        var error = Assert.Throws<InvalidOperationException>(() => experiment.Work("table.csv"));
        Assert.Equal("Work needs StudyStore and Checkpoints: there others find what it finishes.", error.Message);
    }

    [Fact]
    public void Settings_APlaceWithoutAStudy_AreRefused()
    {
        var error = Assert.Throws<ArgumentException>(() => new ExperimentSettings { Checkpoints = _place }.Validate());
        Assert.Equal("ExperimentSettings: Checkpoints is set without StudyStore; give the store that tells what was tried.", error.Message);
    }
}
