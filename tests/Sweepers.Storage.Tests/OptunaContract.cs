using MLNetTuning.Sweepers.Samplers;
using MLNetTuning.Sweepers.Schedulers;
using MLNetTuning.Sweepers.Spaces;
using MLNetTuning.Sweepers.Studies;

namespace MLNetTuning.Sweepers.Storage.Tests;

/// <summary>The real Optuna and ours on one database.</summary>
public abstract class OptunaContract
{
    private static SearchSpace Space { get; } = new(
        new FloatParameter("rate", 1e-4, 1, Scale.Log),
        new FloatParameter("drop", 0, 0.5) { Step = 0.25 },
        new IntParameter("leaves", 4, 64, Scale.Log),
        new ChoiceParameter("kind", "a", "b"),
        new BoolParameter("norm"));

    protected abstract string Url { get; }

    [Fact]
    public void Optuna_OpensOurStudy_AndReadsEveryTrial()
    {
        using var store = StudyUrl.Open(Url);
        var study = new Study(Space, Sweeper.Tpe(), new StudyOptions { Name = "ours", Direction = ObjectiveDirection.Maximize, Store = store });
        study.Run(r =>
        {
            r.Report(1, r.Trial.Id);
            r.SetAttribute("note", "x" + r.Trial.Id);
            return r.Trial.Id == 3 ? throw new InvalidDataException("bad rows") : Loss(r.Configuration);
        }, new RunOptions { MaxTrials = 30 });
        study.Ask();
        string[] said = Optuna.Run("""
            s = optuna.load_study(study_name='ours', storage=sys.argv[1])
            print(s.direction.name, len(s.trials))
            for t in s.trials:
                kind = t.params['kind'] + str(t.params['norm'])
                print(t.number, t.state.name, repr(t.value), repr(t.params['rate']), t.params['leaves'], t.params['drop'], kind, dict(t.intermediate_values), t.user_attrs.get('note'), t.user_attrs['budget'])
            print(s.best_trial.number, len(s.trials_dataframe()))
            importances = optuna.importance.get_param_importances(s)
            print(next(iter(importances)), round(sum(importances.values()), 6))
            """, Url);
        Assert.Equal("MAXIMIZE 31", said[0]);
        foreach (var trial in study.Trials)
        {
            string[] row = said[1 + trial.Id].Split(' ', 6);
            Assert.Equal(trial.State switch { TrialState.Completed => "COMPLETE", TrialState.Failed => "FAIL", _ => "RUNNING" }, row[1]);
            Assert.Equal(trial.Value is null ? "None" : Python(trial.Value.Value), row[2]);
            Assert.Equal(Python(trial.Configuration.GetDouble("rate")), row[3]);
            Assert.Equal(trial.Configuration.GetInt32("leaves").ToString(System.Globalization.CultureInfo.InvariantCulture), row[4]);
            Assert.Contains(trial.Configuration.GetString("kind") + (trial.Configuration.GetBoolean("norm") ? "True" : "False"), row[5]);
        }

        Assert.Contains("{1: 5.0} x5 1", said[6]);
        Assert.Equal($"{study.Best!.Id} 31", said[32]);
        Assert.Equal("rate 1.0", said[33]);
    }

    [Fact]
    public void Optuna_AddsTrials_WhichOursBuildsOn()
    {
        Study Open(IStudyStore s) => new(Space, Sweeper.Tpe(new TpeOptions { StartupTrials = 5 }), new StudyOptions { Name = "both", Store = s });
        using (var store = StudyUrl.Open(Url))
        {
            Open(store).Run(r => Loss(r.Configuration), new RunOptions { MaxTrials = 10 });
        }

        string[] said = Optuna.Run("""
            s = optuna.load_study(study_name='both', storage=sys.argv[1], sampler=optuna.samplers.TPESampler(seed=1))
            def f(t):
                t.suggest_float('rate', 1e-4, 1, log=True); t.suggest_float('drop', 0, 0.5, step=0.25); t.suggest_int('leaves', 4, 64, log=True)
                t.suggest_categorical('kind', ['a', 'b']); t.suggest_categorical('norm', [False, True])
                return -100.0 - t.number
            s.optimize(f, n_trials=5)
            s.enqueue_trial({'rate': 0.5})
            s.ask()
            print(len(s.trials), s.best_value, s.best_trial.number, [t.state.name for t in s.trials[10:]])
            """, Url);
        Assert.Equal("16 -114.0 14 ['COMPLETE', 'COMPLETE', 'COMPLETE', 'COMPLETE', 'COMPLETE', 'RUNNING']", Assert.Single(said));

        using var again = StudyUrl.Open(Url);
        var study = Open(again);
        Assert.Equal(16, study.Trials.Count);
        Assert.Equal((14, -114.0, true), (study.Best!.Id, study.Best.Value!.Value, study.Best.IsForeign));
        Assert.Equal(16, study.Ask()!.Id);
        Assert.Equal(TrialState.Running, study.Get(15).State);

        // The sampler has learnt from them: most draws are near what Optuna reported as by far the best.
        study.Tell(16, 0);
        study.Run(r => Loss(r.Configuration), new RunOptions { MaxTrials = 12 });
        var best = study.Trials.Where(t => t.IsForeign && t.Value is not null).Select(t => t.Configuration.GetString("kind")).ToHashSet();
        Assert.Equal(Enumerable.Range(0, 29), study.Trials.Select(t => t.Id));
        Assert.Equal(10 + 13, study.Trials.Count(t => !t.IsForeign));
        Assert.Equal(["16 -114.0 29"], Optuna.Run("""
            s = optuna.load_study(study_name='both', storage=sys.argv[1])
            print(len([t for t in s.trials if 'budget' not in t.user_attrs]) + 10, s.best_value, len(s.trials))
            """, Url));
    }

    [Fact]
    public void Optuna_AddsTrialsOutsideTheSpace_AreListedButNotLearntFrom()
    {
        using var store = StudyUrl.Open(Url);
        Study Open() => new(Space, Sweeper.Hyperband(new HyperbandOptions { MaxBudget = 9 }), new StudyOptions { Name = "odd", Store = store });
        Open().Run(r => Loss(r.Configuration), new RunOptions { MaxTrials = 3 });
        Optuna.Run("""
            from optuna.distributions import FloatDistribution as F, CategoricalDistribution as C
            s = optuna.load_study(study_name='odd', storage=sys.argv[1])
            s.add_trial(optuna.create_trial(params={'foo': 1.0}, distributions={'foo': F(0, 2)}, value=-5))
            s.add_trial(optuna.create_trial(params={'kind': 'z'}, distributions={'kind': C(['z', 'a'])}, value=-6)) if False else None
            s.add_trial(optuna.create_trial(state=optuna.trial.TrialState.FAIL))
            s.add_trial(optuna.create_trial(state=optuna.trial.TrialState.PRUNED))
            """, Url);
        var study = Open();
        Assert.Equal([TrialState.Failed, TrialState.Failed, TrialState.Failed], study.Trials.Skip(3).Select(t => t.State));
        Assert.Contains("outside the search space", study.Get(3).Error);
        Assert.Equal(RunEnd.PlanFinished, study.Run(r => Loss(r.Configuration)));
        Assert.Equal(study.PlannedTrials, study.Trials.Count(t => !t.IsForeign));
        Assert.False(study.Best!.IsForeign);
    }

    [Fact]
    public void Optuna_CheckingHeartbeats_LeavesOurRunningTrialsAlone()
    {
        using var store = StudyUrl.Open(Url);
        var study = new Study(Space, Sweeper.Random(), new StudyOptions { Name = "alive", Store = store });
        study.Ask();
        Assert.Equal(["[]", "RUNNING"], Optuna.Run("""
            storage = optuna.storages.RDBStorage(sys.argv[1], heartbeat_interval=30)
            s = optuna.load_study(study_name='alive', storage=storage)
            print(storage._get_stale_trial_ids(s._study_id))
            optuna.storages.fail_stale_trials(s)
            print(s.trials[0].state.name)
            """, Url));
        study.Tell(0, 1);
    }

    [Fact]
    public void Optuna_MadeTheDatabase_OursWorksInIt()
    {
        Optuna.Run("optuna.create_study(study_name='theirs', storage=sys.argv[1]).optimize(lambda t: t.suggest_float('x', 0, 1), n_trials=3)", Url);
        using var store = StudyUrl.Open(Url);
        Assert.Contains("not started by a study of ours", Assert.Throws<InvalidOperationException>(() => store.Find("theirs")).Message);
        var study = new Study(Space, Sweeper.Random(new() { MaxTrials = 4 }), new StudyOptions { Name = "ours", Store = store });
        Assert.Equal(RunEnd.PlanFinished, study.Run(r => Loss(r.Configuration)));
        Assert.Equal(["['ours', 'theirs']"], Optuna.Run("print(sorted(s.study_name for s in optuna.get_all_study_summaries(sys.argv[1])))", Url));
    }

    private static double Loss(Configuration c) => -Math.Abs(Math.Log10(c.GetDouble("rate")) + 2);

    private static string Python(double value)
    {
        string text = value.ToString("R", System.Globalization.CultureInfo.InvariantCulture);
        return text.Contains('E', StringComparison.Ordinal) ? text.Replace("E", "e", StringComparison.Ordinal) : text.Contains('.', StringComparison.Ordinal) ? text : text + ".0";
    }
}
