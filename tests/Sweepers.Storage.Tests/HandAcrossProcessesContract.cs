using System.Diagnostics;
using MLNetTuning.Sweepers.Spaces;
using MLNetTuning.Sweepers.Storage.Worker;
using MLNetTuning.Sweepers.Studies;

namespace MLNetTuning.Sweepers.Storage.Tests;

/// <summary>A person's hand in one process, the worker in another, and nothing between them but the store.</summary>
public abstract class HandAcrossProcessesContract
{
    private static readonly TimeSpan s_patience = TimeSpan.FromMinutes(1);

    protected abstract string Url { get; }

    [Fact]
    public void Hand_WorkerInAnotherProcess_PausesResumesStopsAndChangesItsTrials()
    {
        using var store = StudyUrl.Open(Url);
        using var worker = Process.Start(new ProcessStartInfo("dotnet", [typeof(HandStudy).Assembly.Location, Url]) { RedirectStandardOutput = true })!;
        try
        {
            Until(worker, () => store.Find(HandStudy.Name) is not null && At(store, 0, TrialState.Running, reports: 1));
            var hand = new StudyHand(store, HandStudy.Name);
            hand.Pause(0);

            // The worker's thread is free: it takes the next trial.
            Until(worker, () => At(store, 0, TrialState.Paused, reports: 1) && At(store, 1, TrialState.Running, reports: 1));
            hand.Resume(0);
            hand.Stop(1);

            // What was paused comes before anything new.
            Until(worker, () => At(store, 0, TrialState.Completed, reports: 4) && At(store, 2, TrialState.Running, reports: 1));
            hand.ChangeSettings(2, Configuration.Of(("width", 3)));
            Assert.True(worker.WaitForExit(s_patience));
            Assert.Equal((0, "PlanFinished"), (worker.ExitCode, worker.StandardOutput.ReadToEnd().Trim()));
        }
        finally
        {
            if (!worker.HasExited)
            {
                worker.Kill();
                worker.WaitForExit();
            }
        }

        var trials = store.Load(HandStudy.Name);
        Assert.Equal([TrialState.Completed, TrialState.Stopped, TrialState.Stopped, TrialState.Completed, TrialState.Completed], trials.Select(t => t.State));
        Assert.Equal([4, 1, 1, 4, 4], trials.Select(t => t.Reports.Count));
        Assert.All(trials, t => Assert.Equal(HandStudy.Loss(t.Configuration), t.Value));
        var changed = Assert.Single(trials, t => t.Slot.IsByHand);
        Assert.Equal((2, 3, trials[2].Configuration["rate"]), (changed.ParentId!.Value, changed.Configuration.GetInt32("width"), changed.Configuration["rate"]));
    }

    private static bool At(RelationalStudyStore store, int id, TrialState state, int reports)
    {
        var trials = store.Load(HandStudy.Name);
        return trials.Count > id && trials[id].State == state && trials[id].Reports.Count == reports;
    }

    private static void Until(Process worker, Func<bool> happened) =>
        Assert.True(SpinWait.SpinUntil(() => worker.HasExited || happened(), s_patience) && happened(), worker.HasExited ? "The worker ended early." : "It did not happen within a minute.");
}
