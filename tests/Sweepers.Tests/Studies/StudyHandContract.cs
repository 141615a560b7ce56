using MLNetTuning.Sweepers.Samplers;
using MLNetTuning.Sweepers.Schedulers;
using MLNetTuning.Sweepers.Spaces;
using MLNetTuning.Sweepers.Studies;

namespace MLNetTuning.Sweepers.Tests.Studies;

/// <summary>A person's hand through the store: what every store must carry from one process to another.</summary>
public abstract partial class StudyStoreContract
{
    private static readonly SearchSpace s_rates = new(new FloatParameter("rate", 0, 1), new IntParameter("width", 1, 8));

    [Fact]
    public void Hand_PauseFromElsewhere_SetsTheTrialAsideUntilItIsResumed()
    {
        var study = HandStudy();
        var hand = new StudyHand(Open(), "s");
        var saved = new Dictionary<int, int>();
        var end = study.Run(run => Train(run, saved, step =>
        {
            if (run.Trial.Id == 1 && step == 3)
            {
                hand.Pause(1);
            }
        }));
        Assert.Equal(RunEnd.Paused, end);
        Assert.Equal((TrialState.Paused, 3), (study.Get(1).State, study.Get(1).Reports.Count));
        Assert.Equal(TrialState.Paused, Open().Load("s")[1].State);
        Assert.All(study.Trials.Where(t => t.Id != 1), t => Assert.Equal(TrialState.Completed, t.State));

        hand.Resume(1);
        Assert.Equal(RunEnd.PlanFinished, study.Run(run => Train(run, saved)));
        Assert.Equal((TrialState.Completed, 6), (study.Get(1).State, study.Get(1).Reports.Count));
        Assert.False(study.Get(1).Attributes.ContainsKey("mlnettuning:command"));
        Assert.Equal(4, study.Trials.Count);
    }

    [Fact]
    public void Hand_PausedByOneWorker_IsResumedByAnother()
    {
        var first = HandStudy();
        var second = HandStudy();
        var saved = new Dictionary<int, int>();
        var trial = first.Ask()!;
        new StudyHand(Open(), "s").Pause(trial.Id);
        Assert.Equal(TrialDecision.Pause, first.Report(trial.Id, 1, 0.5));
        first.SetAside(trial.Id);
        var other = second.Ask()!;
        Assert.NotEqual(trial.Id, other.Id);
        second.Resume(trial.Id);
        Assert.Equal(trial.Id, second.Ask()!.Id);
        Assert.Equal(0.5, Assert.Single(second.Get(trial.Id).Reports).Value);
        second.Tell(trial.Id, 0.25);
        Assert.Throws<InvalidOperationException>(() => first.Tell(trial.Id, 0.1));
        first.Refresh();
        Assert.Equal(0.25, first.Get(trial.Id).Value);
    }

    [Fact]
    public void Hand_APausedTrial_KeepsItsLeaseAndIsNobodyElses()
    {
        var clock = new ManualClock();
        var worker = Worker(clock);
        var trial = worker.Ask()!;
        worker.Pause(trial.Id);
        Assert.Equal(TrialDecision.Pause, worker.Report(trial.Id, 1, 0.5));
        worker.SetAside(trial.Id);
        clock.Advance(s_lease * 0.9);
        worker.RenewLeases();
        Assert.Equal(clock.GetUtcNow() + s_lease, Open(clock).Load("s")[trial.Id].Lease!.Until);

        // Not even when the worker is gone: a person set it aside, and a person brings it back.
        clock.Advance(s_lease * 3);
        var other = Worker(clock);
        Assert.NotEqual(trial.Id, other.Ask()!.Id);
        new StudyHand(Open(clock), "s").Resume(trial.Id);
        Assert.Equal(trial.Id, other.Ask()!.Id);
        worker.RenewLeases();
        other.Tell(trial.Id, 0.25);
        worker.Refresh();
        Assert.Equal(0.25, worker.Get(trial.Id).Value);
    }

    [Fact]
    public void Hand_ResumeBeforeThePauseWasObeyed_TakesItBack()
    {
        var study = HandStudy();
        var trial = study.Ask()!;
        study.Pause(trial.Id);
        study.Resume(trial.Id);
        Assert.Equal(TrialDecision.Continue, study.Report(trial.Id, 1, 0.5));
    }

    [Fact]
    public void Hand_AnObjectiveThatDoesNotPause_EndsAsItWould()
    {
        var study = HandStudy();
        Assert.Equal(RunEnd.PlanFinished, study.Run(run =>
        {
            if (run.Trial.Id == 1)
            {
                study.Pause(1);
            }

            run.Report(1, 1);
            return run.Trial.Id;
        }));
        Assert.All(study.Trials, t => Assert.Equal((TrialState.Completed, (double)t.Id), (t.State, t.Value!.Value)));
        Assert.Empty(study.Get(1).Attributes);
    }

    [Fact]
    public void Hand_StopFromElsewhere_EndsTheTrialWithItsValue()
    {
        var study = HandStudy();
        var hand = new StudyHand(Open(), "s");
        study.Run(run => Train(run, [], step =>
        {
            if (run.Trial.Id == 2 && step == 2)
            {
                hand.Stop(2);
            }
        }));
        Assert.Equal((TrialState.Stopped, 2), (study.Get(2).State, study.Get(2).Reports.Count));
        Assert.Equal(4, study.Trials.Count);
    }

    [Fact]
    public void Hand_ChangeSettings_GoesOnInANewTrialFromTheOldOnesCheckpoint()
    {
        var study = HandStudy();
        var hand = new StudyHand(Open(), "s");
        var saved = new Dictionary<int, int>();
        study.Run(run => Train(run, saved, step =>
        {
            if (run.Trial.Id == 0 && step == 4)
            {
                hand.ChangeSettings(0, Configuration.Of(("rate", 0.125)));
            }
        }));
        Assert.Equal(TrialState.Stopped, study.Get(0).State);
        var changed = Assert.Single(study.Trials, t => t.ParentId == 0);
        Assert.Equal((0.125, study.Get(0).Configuration["width"]), (changed.Configuration.GetDouble("rate"), changed.Configuration["width"]));
        Assert.Equal((TrialState.Completed, 6.0, true), (changed.State, changed.Budget, changed.Slot.IsByHand));

        // It went on at the step after the fourth.
        Assert.Equal([5, 6], changed.Reports.Select(r => r.Step));
        Assert.Equal(5, study.Trials.Count);
        Assert.Equal(5, study.Trials.Select(t => t.ConfigurationIndex).Distinct().Count());
        AssertSame(study.Trials, Open().Load("s"));
    }

    [Fact]
    public void Hand_Fork_StartsASecondTrialAndLeavesTheFirst()
    {
        var study = HandStudy();
        var saved = new Dictionary<int, int>();
        study.Run(run => Train(run, saved, step =>
        {
            if (run.Trial.Id == 1 && step == 3)
            {
                new StudyHand(Open(), "s").Fork(1, Configuration.Of(("width", 7)));
            }
        }));
        var fork = Assert.Single(study.Trials, t => t.ParentId == 1);
        Assert.Equal((7, 6.0), (fork.Configuration.GetInt32("width"), fork.Budget));
        Assert.All(study.Trials, t => Assert.Equal(TrialState.Completed, t.State));
        Assert.Equal((TrialState.Completed, 6), (study.Get(1).State, study.Get(1).Reports.Count));
    }

    [Fact]
    public void Hand_BesideHyperband_LeavesThePlanAsItIs()
    {
        static string Plan(IEnumerable<Trial> trials) => string.Join('\n', trials.Where(t => !t.Slot.IsByHand).Select(t => $"{t.Bracket} {t.Rung} {t.Configuration}"));
        var alone = new Study(s_rates, s_band, new StudyOptions { Seed = 4 });
        alone.Run(run => run.Configuration.GetDouble("rate"));
        var study = new Study(s_rates, s_band, new StudyOptions { Name = "s", Seed = 4, Store = Open() });
        study.Run(run =>
        {
            if (run.Trial is { Id: 3 or 10, Slot.IsByHand: false })
            {
                study.Fork(run.Trial.Id, Configuration.Of(("rate", 0.5)), budget: 9);
            }

            return run.Configuration.GetDouble("rate");
        });
        Assert.Equal(Plan(alone.Trials), Plan(study.Trials));
        Assert.Equal(2, study.Trials.Count(t => t.Slot.IsByHand));
        var again = new Study(s_rates, s_band, new StudyOptions { Name = "s", Seed = 4, Store = Open() });
        Assert.True(again.IsFinished);
        Assert.Equal(study.Trials.Select(t => t.Slot), again.Trials.Select(t => t.Slot));
    }

    [Fact]
    public void Hand_OnTrialsThatDoNotRun_ActsAtOnce()
    {
        var study = HandStudy();
        var hand = new StudyHand(Open(), "s");
        var waiting = study.Ask()!;
        study.Report(waiting.Id, 1, 0.75);
        study.Release(waiting.Id);
        hand.Pause(waiting.Id);
        var next = study.Ask()!;
        Assert.NotEqual(waiting.Id, next.Id);
        hand.ChangeSettings(waiting.Id, Configuration.Of(("rate", 0.25)));
        study.Refresh();
        Assert.Equal((TrialState.Stopped, 0.75), (study.Get(waiting.Id).State, study.Get(waiting.Id).Value));
        var changed = study.Ask()!;
        Assert.Equal((waiting.Id, 0.25), (changed.ParentId!.Value, changed.Configuration.GetDouble("rate")));
        study.Release(next.Id);
        hand.Stop(next.Id);
        study.Refresh();
        Assert.Equal((TrialState.Failed, "It was stopped by hand before it had a value."), (study.Get(next.Id).State, study.Get(next.Id).Error));
    }

    [Fact]
    public void Hand_Check_SeesACommandBetweenReports()
    {
        var study = HandStudy();
        var trial = study.Ask()!;
        Assert.Equal(TrialDecision.Continue, study.Check(trial.Id));
        new StudyHand(Open(), "s").Stop(trial.Id);
        Assert.Equal(TrialDecision.Stop, study.Check(trial.Id));
        study.Tell(trial.Id, 1);
        Assert.Equal(TrialState.Stopped, study.Get(trial.Id).State);
    }

    [Fact]
    public void Hand_ANoteThatMakesNoSense_IsLeftAlone()
    {
        var study = HandStudy();
        var trial = study.Ask()!;
        foreach (string text in new[] { "dance", "change", "change {", "change {\"rate\":7}", "change {\"speed\":1}" })
        {
            Open().SetAttribute("s", trial.Id, "mlnettuning:command", text);
            Assert.Equal(TrialDecision.Continue, study.Report(trial.Id, 1, 0.5));
        }

        study.Tell(trial.Id, 0.5);
        Assert.Equal(TrialState.Completed, study.Get(trial.Id).State);
    }

    [Fact]
    public void Hand_BadInput_SaysWhatIsAllowed()
    {
        var study = HandStudy();
        var hand = new StudyHand(Open(), "s");
        study.Tell(study.Ask()!.Id, 1);
        Assert.Equal("The store has no study 'nobody'. Allowed: the name of a study that was started.", Assert.Throws<InvalidOperationException>(() => new StudyHand(Open(), "nobody")).Message);
        Assert.Equal("Study 's' has no trial 5. It has 1, counted from 0.", Assert.Throws<InvalidOperationException>(() => hand.Pause(5)).Message);
        Assert.Equal("Study 's': trial 0 is completed. Allowed: a trial that has not ended. Fork it to go on from it.", Assert.Throws<InvalidOperationException>(() => hand.Stop(0)).Message);
        Assert.Throws<ArgumentException>(() => hand.Fork(0, Configuration.Of(("rate", 2.0))));
        Assert.StartsWith("The budget is 7. Allowed: above 0, at most the trial's horizon of 6.", Assert.Throws<ArgumentException>(() => hand.Fork(0, budget: 7)).Message);
        var running = study.Ask()!;
        Assert.Throws<ArgumentException>(() => hand.ChangeSettings(running.Id, Configuration.Of(("speed", 1))));
        Assert.Single(Open().Load("s"), t => t.State == TrialState.Running);
    }

    [Fact]
    public void Hand_SettingsThatBreakAConstraint_AreRefusedByItsName()
    {
        var study = HandStudy(s_rates.Where("rate * width <= 4").Where("even", c => c.GetInt32("width") % 2 == 0, "width"));
        var hand = new StudyHand(Open(), "s");
        var trial = study.Ask()!;
        var tooMuch = Configuration.Of(("rate", 1.0), ("width", 8));
        foreach (var act in new Action[] { () => hand.Fork(trial.Id, tooMuch), () => study.Fork(trial.Id, tooMuch), () => hand.ChangeSettings(trial.Id, tooMuch) })
        {
            Assert.Contains("the constraint 'rate * width <= 4' does not hold", Assert.Throws<ArgumentException>(act).Message);
        }

        // A function is known to the process that gave it.
        Assert.Contains("the constraint 'even' does not hold", Assert.Throws<ArgumentException>(() => study.Fork(trial.Id, Configuration.Of(("rate", 0.5), ("width", 7)))).Message);
        Assert.Single(Open().Load("s"));
        Assert.Empty(Open().GetAttributes("s", trial.Id));
        Assert.Equal(1, hand.Fork(trial.Id, Configuration.Of(("rate", 0.5), ("width", 8))));
    }

    private Study HandStudy() => HandStudy(s_rates);

    private Study HandStudy(SearchSpace space) => new(space, Sweeper.Random(new RandomOptions { MaxTrials = 4, Budget = 6 }), new StudyOptions { Name = "s", Seed = 2, Store = Open() });

    /// <summary>Trains by steps up to the budget from the trial's own checkpoint, or its parent's, and does as it is told.</summary>
    private static double Train(TrialRun run, Dictionary<int, int> saved, Action<int>? meanwhile = null)
    {
        int step = saved.TryGetValue(run.Trial.Id, out int own) || saved.TryGetValue(run.Trial.ParentId ?? -1, out own) ? own : 0;
        while (step < run.Trial.Budget)
        {
            step++;
            meanwhile?.Invoke(step);
            var decision = run.Report(step, run.Configuration.GetDouble("rate") + 1.0 / step);
            saved[run.Trial.Id] = step;
            if (decision == TrialDecision.Pause)
            {
                throw new TrialPausedException();
            }

            if (decision == TrialDecision.Stop)
            {
                break;
            }
        }

        return run.Configuration.GetDouble("rate") + 1.0 / step;
    }
}
