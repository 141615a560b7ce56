using Microsoft.ML;
using MLNetTuning.Estimators.DenseNetworks;

namespace MLNetTuning.Estimators.Tests;

public sealed class TrialContextTests
{
    private static readonly DenseNetworkOptions Options = Samples.Quick with { Epochs = 12, Patience = 0, Dropout = 0.2f };

    private readonly MLContext _ml = new(1);

    [Fact]
    public void Fit_BudgetInTwoSteps_SameAsOneStep()
    {
        var data = Samples.View(_ml, 200);
        var whole = Fit(data, new TrialContext { Budget = 8, Horizon = 12 });
        var store = new MemoryCheckpointStore();
        var first = Fit(data, new TrialContext { Budget = 3, Horizon = 12, Checkpoints = store, CheckpointKey = "a" });
        var second = Fit(data, new TrialContext { Budget = 8, Horizon = 12, Checkpoints = store, CheckpointKey = "a" });
        Assert.Equal(3, first.History.EpochsTrained);
        Assert.Equal(8, second.History.EpochsTrained);
        Assert.Equal([4, 5, 6, 7, 8], second.History.Epochs.Select(epoch => epoch.Epoch));
        Assert.Equal(Samples.Column(whole.Transform(data), "Score"), Samples.Column(second.Transform(data), "Score"));
    }

    [Fact]
    public void Fit_Horizon_IsWhereTheScheduleEnds()
    {
        var data = Samples.View(_ml, 200);
        var shorter = Fit(data, new TrialContext { Budget = 4, Horizon = 4 });
        var longer = Fit(data, new TrialContext { Budget = 4, Horizon = 12 });
        Assert.True(longer.History.Epochs[^1].LearningRate > shorter.History.Epochs[^1].LearningRate * 2);
    }

    [Fact]
    public void Fit_OtherKey_StartsAnew()
    {
        var data = Samples.View(_ml, 200);
        var store = new MemoryCheckpointStore();
        Fit(data, new TrialContext { Budget = 3, Horizon = 12, Checkpoints = store, CheckpointKey = "a" });
        var other = Fit(data, new TrialContext { Budget = 3, Horizon = 12, Checkpoints = store, CheckpointKey = "b" });
        Assert.Equal(1, other.History.Epochs[0].Epoch);
        Assert.Equal(2, store.Count);
    }

    [Fact]
    public void Fit_FromAnotherTrialsCheckpoint_GoesOnWithItsOwnSettings()
    {
        var data = Samples.View(_ml, 200);
        var store = new MemoryCheckpointStore();
        Fit(data, new TrialContext { Budget = 3, Horizon = 12, Checkpoints = store, CheckpointKey = "a" });
        var same = new TrialContext { Budget = 6, Horizon = 12, Checkpoints = store, CheckpointKey = "b", ResumeKey = "a" };
        var other = new TrialContext { Budget = 6, Horizon = 12, Checkpoints = store, CheckpointKey = "c", ResumeKey = "a" };
        var first = Fit(data, same);
        var second = Fit(data, other, Options with { LearningRate = Options.LearningRate / 2, Dropout = 0, WeightDecay = 0.5f });
        Assert.True(same.HasResumed && other.HasResumed);
        Assert.Equal([4, 5, 6], second.History.Epochs.Select(e => e.Epoch));
        Assert.All(first.History.Epochs.Zip(second.History.Epochs), pair => Assert.Equal(pair.First.LearningRate / 2, pair.Second.LearningRate, 8));
        Assert.NotEqual(Samples.Column(first.Transform(data), "Score"), Samples.Column(second.Transform(data), "Score"));
    }

    [Fact]
    public void Fit_FromACheckpointThatDoesNotFit_StartsAnew()
    {
        var data = Samples.View(_ml, 200);
        var store = new MemoryCheckpointStore();
        Fit(data, new TrialContext { Budget = 3, Horizon = 12, Checkpoints = store, CheckpointKey = "a" });
        var context = new TrialContext { Budget = 6, Horizon = 12, Checkpoints = store, CheckpointKey = "b", ResumeKey = "a" };
        var wider = Fit(data, context, Options with { Width = 24 });
        Assert.False(context.HasResumed);
        Assert.Equal(1, wider.History.Epochs[0].Epoch);
    }

    [Fact]
    public void Fit_OwnCheckpointOfAnEarlierVersion_StartsAnew()
    {
        var data = Samples.View(_ml, 200);
        var store = new MemoryCheckpointStore();
        Fit(data, new TrialContext { Budget = 3, Horizon = 12, Checkpoints = store, CheckpointKey = "a" });
        var checkpoint = store.Get("a")!;

        // The version follows the eight letters.
        checkpoint[8]--;
        store.Put("a", checkpoint);
        var context = new TrialContext { Budget = 6, Horizon = 12, Checkpoints = store, CheckpointKey = "a" };
        var again = Fit(data, context);
        Assert.False(context.HasResumed);
        Assert.Equal([1, 2, 3, 4, 5, 6], again.History.Epochs.Select(e => e.Epoch));
    }

    [Fact]
    public void Fit_CancelledByTheBeat_LeavesACheckpointToGoOnFrom()
    {
        var data = Samples.View(_ml, 200);
        var whole = Fit(data, new TrialContext { Budget = 8, Horizon = 12 });
        var store = new MemoryCheckpointStore();
        using var stop = new CancellationTokenSource();
        int beats = 0;
        Assert.ThrowsAny<OperationCanceledException>(() => Fit(data, new TrialContext
        {
            Budget = 8,
            Horizon = 12,
            Checkpoints = store,
            CheckpointKey = "a",
            CancellationToken = stop.Token,
            Beat = () =>
            {
                if (++beats == 3)
                {
                    stop.Cancel();
                }
            },
        }));
        var rest = Fit(data, new TrialContext { Budget = 8, Horizon = 12, Checkpoints = store, CheckpointKey = "a" });
        Assert.Equal([4, 5, 6, 7, 8], rest.History.Epochs.Select(e => e.Epoch));
        Assert.Equal(Samples.Column(whole.Transform(data), "Score"), Samples.Column(rest.Transform(data), "Score"));
    }

    [Fact]
    public void Fit_Report_GetsValidationLossOfEachEpoch()
    {
        var told = new List<(int Step, double Loss)>();
        var model = Fit(Samples.View(_ml, 200), new TrialContext { Budget = 3, Horizon = 12, Report = (step, loss) => told.Add((step, loss)) });
        Assert.Equal(model.History.Epochs.Select(epoch => (epoch.Epoch, epoch.ValidationLoss)), told);
    }

    [Fact]
    public void Fit_ContextCancelled_Throws() => Assert.ThrowsAny<OperationCanceledException>(
        () => Fit(Samples.View(_ml, 100), new TrialContext { CancellationToken = new CancellationToken(true) }));

    [Fact]
    public void Enter_Nested_OuterComesBack()
    {
        var outer = new TrialContext { Budget = 1 };
        Assert.Null(TrialContext.Current);
        using (TrialContext.Enter(outer))
        {
            using (TrialContext.Enter(new TrialContext { Budget = 2 }))
            {
                Assert.Equal(2, TrialContext.Current!.Budget);
            }

            Assert.Same(outer, TrialContext.Current);
        }

        Assert.Null(TrialContext.Current);
    }

    [Fact]
    public async Task Enter_InOneTask_IsNotSeenByAnother()
    {
        var entered = new TaskCompletionSource();
        var looked = new TaskCompletionSource();
        var one = Task.Run(async () =>
        {
            using (TrialContext.Enter(new TrialContext { Budget = 1 }))
            {
                entered.SetResult();
                await looked.Task;
                return TrialContext.Current!.Budget;
            }
        });
        await entered.Task;
        Assert.Null(TrialContext.Current);
        looked.SetResult();
        Assert.Equal(1, await one);
    }

    [Theory]
    [InlineData(-1, 0)]
    [InlineData(double.NaN, 0)]
    [InlineData(5, 4)]
    public void Enter_NumbersThatCannotBe_Throws(double budget, double horizon) =>
        Assert.Throws<ArgumentException>(() => TrialContext.Enter(new TrialContext { Budget = budget, Horizon = horizon }));

    private DenseNetworkTransformer Fit(IDataView data, TrialContext context, DenseNetworkOptions? options = null)
    {
        using (TrialContext.Enter(context))
        {
            return _ml.BinaryClassification.Trainers.DenseNetwork("Flag", options: options ?? Options).Fit(data);
        }
    }
}
