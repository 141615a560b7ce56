using MLNetTuning.Sweepers.Samplers;
using MLNetTuning.Sweepers.Schedulers;
using MLNetTuning.Sweepers.Spaces;
using MLNetTuning.Sweepers.Studies;

namespace MLNetTuning.Sweepers.Storage.Worker;

/// <summary>A study whose first trials go on until a person in another process says what is to become of them.</summary>
public static class HandStudy
{
    public const string Name = "hand";

    /// <summary>How many trials wait for the hand.</summary>
    public const int Led = 3;

    public static SearchSpace Space { get; } = new(new FloatParameter("rate", 0, 1), new IntParameter("width", 1, 8));

    public static Study Open(IStudyStore store) =>
        new(Space, Sweeper.Random(new RandomOptions { MaxTrials = Led + 1, Budget = 4 }), new StudyOptions { Name = Name, Seed = 5, Store = store });

    public static double Loss(Configuration c) => c.GetDouble("rate") + c.GetInt32("width");

    /// <summary>Trains by steps from where its reports end; a trial that is led waits after its first step.</summary>
    public static double Train(TrialRun run)
    {
        int step = run.Trial.Reports.Count;
        bool led = run.Trial.Id < Led && step == 0;
        while (step < run.Trial.Budget)
        {
            step++;
            var decision = run.Report(step, Loss(run.Configuration));
            while (led && decision == TrialDecision.Continue)
            {
                run.CancellationToken.WaitHandle.WaitOne(TimeSpan.FromMilliseconds(5));
                decision = run.Check();
            }

            if (decision == TrialDecision.Pause)
            {
                throw new TrialPausedException();
            }

            if (decision == TrialDecision.Stop)
            {
                break;
            }
        }

        return Loss(run.Configuration);
    }
}
