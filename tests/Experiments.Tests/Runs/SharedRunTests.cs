using MLNetTuning.Sweepers.Studies;

namespace MLNetTuning.Experiments.Tests.Runs;

/// <summary>Experiments that share study and place with others: nothing of theirs is lost or waited for in vain.</summary>
public sealed class SharedRunTests : IDisposable
{
    private readonly MemoryStudyStore _store = new();
    private readonly MemoryCheckpoints _place = new();
    private readonly TemporaryFile _file = new(TestTables.Churn(200));

    public void Dispose() => _file.Dispose();

    private ExperimentSettings Settings(int trials) =>
        ShortRun.Quick("left", trials) with { Families = ExperimentFamilies.Linear, Ensemble = ExperimentEnsemble.Average, StudyStore = _store, Checkpoints = _place };

    private Task<ExperimentResult> Run(ExperimentSettings settings, Action<ExperimentProgress>? told = null, CancellationToken cancellation = default) =>
        Task.Run(() => ShortRun.Of(_file, settings, told, cancellation), CancellationToken.None);

    private Task<int> Work(ExperimentSettings settings) => Task.Run(() => ShortRun.Experiment(settings).Work(_file.Path));

    [Fact]
    public async Task Run_OthersAreAtWorkAtItsEnd_TakesTheirModelsIntoTheEnsemble()
    {
        var held = new HeldCheckpoints(_place);
        var worker = Work(Settings(1) with { Checkpoints = held });
        await held.Waits;
        List<(int Id, bool IsElsewhere)> told = [];
        var result = await Run(Settings(1), progress =>
        {
            told.Add((progress.Last.Id, progress.IsElsewhere));
            held.Release();
        });
        Assert.Equal(1, await worker);
        Assert.Equal([(1, false), (0, true)], told);
        Assert.Equal([0, 1], result.Leaderboard.Select(trial => trial.Id).Order());
        Assert.Equal([0, 1], result.Members.Select(member => member.Trial.Id).Order());
    }

    [Fact]
    public async Task Run_OthersHaveBegunAllThereIsToBegin_WaitsForTheirFirstModel()
    {
        var held = new HeldCheckpoints(_place);
        var worker = Work(Settings(2) with { Checkpoints = held });
        await held.Waits;

        // The worker goes on to the second while the first waits to be kept.
        Assert.True(SpinWait.SpinUntil(() => _store.Load("experiment").Count == 2, TimeSpan.FromMinutes(1)));

        // One look at the store's clock, then two configurations that are refused.
        const int Refused = 3;
        var result = await Run(Settings(1) with
        {
            StudyStore = new WatchedStore(_store, count =>
            {
                if (count == Refused)
                {
                    held.Release();
                }
            }),
        });
        Assert.Equal(2, await worker);
        Assert.Equal([0, 1, 2], result.Trials.Select(trial => trial.Id).Order());
        Assert.Equal(3, result.Trials.Select(trial => trial.Parameters).Distinct().Count());
    }

    [Fact]
    public async Task Run_SomethingOfOthersIsDamaged_TakesTheRest()
    {
        var held = new HeldCheckpoints(_place) { Damaged = "trial-0-models" };
        var worker = Work(Settings(2) with { Checkpoints = held, Families = ExperimentFamilies.Linear | ExperimentFamilies.Trees });
        await held.Waits;
        Assert.True(SpinWait.SpinUntil(() => _store.Load("experiment").Count == 2, TimeSpan.FromMinutes(1)));
        var result = await Run(Settings(1) with { Families = ExperimentFamilies.Linear | ExperimentFamilies.Trees }, _ => held.Release());
        Assert.Equal(2, await worker);
        Assert.Equal([1, 2], result.Trials.Select(trial => trial.Id).Order());
        Assert.Single(result.Notes, note => note.StartsWith("The models that another process made of configuration 0 cannot be used", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Run_StoppedWhileOthersAreAtWork_WaitsForNobody()
    {
        using var end = new CancellationTokenSource();
        var held = new HeldCheckpoints(_place);
        var worker = Work(Settings(1) with { Checkpoints = held });
        await held.Waits;
        Assert.DoesNotContain((await Run(Settings(1000), _ => end.Cancel(), end.Token)).Trials, trial => trial.Id == 0);
        held.Release();
        Assert.Equal(1, await worker);
    }
}
