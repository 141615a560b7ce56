using MLNetTuning.Sweepers.Samplers;
using MLNetTuning.Sweepers.Spaces;
using MLNetTuning.Sweepers.Studies;

namespace Microsoft.ML.AutoML;

/// <summary>
/// One local search for each pipeline, starting at its defaults, which are cheap; the pipeline that promises most is searched next. Starting
/// cheap matters: the trainers' spaces reach models thousands of times more expensive than their defaults.
/// </summary>
/// <remarks>
/// Wu, Wang, Huang, Frugal optimization for cost-related hyperparameters, AAAI 2021 (the local search), and Wang, Wu, Weimer, Zhu, FLAML,
/// MLSys 2021 (the choice of the pipeline). Costs are counted in trials, not in seconds, so that a seed gives the same trials everywhere.
/// </remarks>
/// <param name="pipeline">The name of the choice of pipelines; null when there is none.</param>
/// <param name="later">Default parameters of pipelines that are not among the first trials; one trial in ten begins one of them.</param>
internal sealed class FrugalSampler(string? pipeline, IReadOnlyList<Configuration> later) : ISampler
{
    private const int Redraws = 20;
    private const double BeginShare = 0.1;

    private readonly RandomSampler _everywhere = new();

    public void Check(MLNetTuning.Sweepers.Spaces.SearchSpace space) => ArgumentNullException.ThrowIfNull(space);

    public Configuration? Sample(SamplingContext context)
    {
        var random = new Random(HashCode(context.Seed, context.Index));
        if (later.Count > 0 && random.NextDouble() < BeginShare && later.FirstOrDefault(start => !context.IsKnown(start)) is { } next)
        {
            return next;
        }

        var threads = Threads(context);
        var thread = Choose(threads, random);
        for (var i = 0; thread is not null && i < Redraws; i++)
        {
            var drawn = thread.Search.Propose(context.Space, random, isRedraw: i > 0);
            if (!context.IsKnown(drawn))
            {
                return drawn;
            }
        }

        return _everywhere.Sample(context);
    }

    private static int HashCode(long seed, int index) => unchecked((int)(seed ^ (seed >> 32)) * 486187739 + index * 16777619);

    private List<FrugalThread> Threads(SamplingContext context)
    {
        var threads = new Dictionary<string, FrugalThread>(StringComparer.Ordinal);
        foreach (var trial in context.Trials.Where(trial => trial.State is TrialState.Completed or TrialState.Failed))
        {
            var key = pipeline is not null && trial.Configuration.TryGet(pipeline, out var value) ? value.ToString() : "";
            var point = context.Space.ToUnit(trial.Configuration);
            if (!threads.TryGetValue(key, out var thread))
            {
                threads.Add(key, thread = new FrugalThread(new LocalSearch(point, pipeline)));
            }

            thread.Add(point, trial.Value ?? double.PositiveInfinity);
        }

        return [.. threads.Values];
    }

    /// <summary>A thread, the likelier the fewer trials it is expected to need for a new best.</summary>
    private static FrugalThread? Choose(List<FrugalThread> threads, Random random)
    {
        if (threads.Count == 0)
        {
            return null;
        }

        var best = threads.Min(thread => thread.Best);
        var weights = threads.Select(thread => 1 / thread.ExpectedTrials(best)).ToArray();
        var mark = random.NextDouble() * weights.Sum();
        for (var i = 0; i < weights.Length - 1; i++)
        {
            mark -= weights[i];
            if (mark < 0)
            {
                return threads[i];
            }
        }

        return threads[^1];
    }
}
