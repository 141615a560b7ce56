using MLNetTuning.Sweepers.Schedulers;
using MLNetTuning.Sweepers.Spaces;
using MLNetTuning.Sweepers.Studies;

namespace MLNetTuning.Sweepers.Storage.Worker;

/// <summary>The study all workers of the tests share.</summary>
public static class WorkerStudy
{
    public const string Name = "shared";

    public static TimeSpan StepTime { get; } = TimeSpan.FromMilliseconds(8);

    public static SearchSpace Space { get; } = new(
        new FloatParameter("rate", 1e-4, 1, Scale.Log),
        new ChoiceParameter("kind", "a", "b", "c"),
        new IntParameter("depth", 1, 12) { Condition = Condition.On("kind", "b") });

    public static Sweeper Sweeper { get; } = Sweeper.Hyperband(new HyperbandOptions { MaxBudget = 27, Iterations = 2 });

    public static double Loss(Configuration c) =>
        Math.Abs(Math.Log10(c.GetDouble("rate")) + 2) + (c.GetString("kind") == "b" ? c.GetInt32("depth") / 12.0 : 1);

    /// <summary>Opens it as a worker of a machine; null for this one, whose dead processes are seen at once.</summary>
    public static Study Open(IStudyStore store, string? machine) => new(Space, Sweeper, new StudyOptions
    {
        Name = Name,
        Seed = 11,
        Store = store,
        LeaseTime = TimeSpan.FromSeconds(1),
        MaxAttempts = 100,
        MachineName = machine is null or "here" ? null : machine,
    });
}
