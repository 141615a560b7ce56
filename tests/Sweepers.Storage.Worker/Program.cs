using System.Globalization;
using MLNetTuning.Sweepers.Storage;
using MLNetTuning.Sweepers.Storage.Worker;
using MLNetTuning.Sweepers.Studies;

// One worker of a shared study, for the tests to kill: STORE-URL MACHINE LOG. With STORE-URL alone, one whose trials a person takes by the hand.
// It notes in its log what it starts, what it has worked out and what the store has taken, each line written before the next thing happens.
string url = args[0];
if (args.Length == 1)
{
    using var shared = StudyUrl.Open(url);
    Console.WriteLine(HandStudy.Open(shared).Run(HandStudy.Train));
    return;
}

using var log = new WorkerLog(args[2]);
using var store = StudyUrl.Open(url);
var study = WorkerStudy.Open(store, args[1]);
var end = study.Run(run =>
{
    log.Write("start", run.Trial.Id, 0);
    for (int step = 1; step <= run.Trial.Budget; step++)
    {
        run.Report(step, WorkerStudy.Loss(run.Configuration) + 1.0 / step);
        Thread.Sleep(WorkerStudy.StepTime);
    }

    double value = WorkerStudy.Loss(run.Configuration);
    log.Write("end", run.Trial.Id, value);
    return value;
}, new RunOptions { TrialEnded = trial => log.Write("told", trial.Id, trial.Value ?? double.NaN) });
Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{end}"));
