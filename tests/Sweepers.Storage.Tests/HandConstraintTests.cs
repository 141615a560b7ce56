using MLNetTuning.Sweepers.Samplers;
using MLNetTuning.Sweepers.Schedulers;
using MLNetTuning.Sweepers.Spaces;
using MLNetTuning.Sweepers.Studies;

namespace MLNetTuning.Sweepers.Storage.Tests;

/// <summary>Constraints that are functions: a hand that has the database alone cannot check them, the worker does.</summary>
public sealed class HandConstraintTests : IDisposable
{
    private static readonly SearchSpace s_ruled = new SearchSpace(new FloatParameter("rate", 0, 1), new IntParameter("width", 1, 8) { Default = 1 })
        .Where("narrow at high rates", c => c.GetDouble("rate") < 0.5 || c.GetInt32("width") < 4, "rate", "width");

    private readonly string _folder = Directory.CreateTempSubdirectory("hand").FullName;
    private readonly SqliteStudyStore _store;

    public HandConstraintTests() => _store = new SqliteStudyStore(Path.Combine(_folder, "studies.db"));

    public void Dispose()
    {
        _store.Dispose();
        Directory.Delete(_folder, recursive: true);
    }

    [Fact]
    public void Hand_ForkThatBreaksAFunction_FailsWhenAWorkerTakesItUp()
    {
        var study = RuledStudy();
        study.Run(_ => 1, new RunOptions { MaxTrials = 1 });
        int forked = new StudyHand(_store, "s").Fork(0, Configuration.Of(("rate", 0.9), ("width", 8)));
        int allowed = new StudyHand(_store, "s").Fork(0, Configuration.Of(("rate", 0.1), ("width", 8)));
        study.Run(_ => 2, new RunOptions { MaxTrials = 1 });
        Assert.Equal(TrialState.Failed, study.Get(forked).State);
        Assert.Contains("the constraint 'narrow at high rates' does not hold", study.Get(forked).Error);
        Assert.Equal((TrialState.Completed, 2.0), (study.Get(allowed).State, study.Get(allowed).Value));
        Assert.Equal(study.Get(forked).Error, _store.Load("s")[forked].Error);
    }

    [Fact]
    public void Hand_ChangeThatBreaksAFunction_IsRefusedAndTheTrialGoesOn()
    {
        var study = RuledStudy();
        var trial = study.Ask()!;
        new StudyHand(_store, "s").ChangeSettings(trial.Id, Configuration.Of(("rate", 0.9), ("width", 8)));
        Assert.Equal(TrialDecision.Continue, study.Report(trial.Id, 1, 0.5));
        var notes = _store.Load("s")[trial.Id].Attributes;
        Assert.Contains("'narrow at high rates' does not hold", notes["mlnettuning:refused"]);
        Assert.False(notes.ContainsKey("mlnettuning:command"));
        study.Tell(trial.Id, 0.5);
        Assert.Equal(TrialState.Completed, study.Get(trial.Id).State);
        Assert.Single(study.Trials);
    }

    private Study RuledStudy() => new(s_ruled, Sweeper.Random(new RandomOptions { MaxTrials = 4 }), new StudyOptions { Name = "s", Store = _store });
}
