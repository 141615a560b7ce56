using System.Collections.Immutable;
using MLNetTuning.Sweepers.Spaces;

namespace MLNetTuning.Sweepers.Samplers.Frugal;

/// <summary>Where all searches of a cost-frugal study stand. Immutable; worked out from the trials in the order of drawing.</summary>
/// <remarks>
/// Nobody notes which search drew a trial: it counts for the best search that could have reached it with one step, and for the global one where
/// there is none. A trial drawn by the global search beside a local one helps the local one.
/// </remarks>
internal sealed record FrugalState(FrugalSpace Space, bool Blend)
{
    /// <summary>The local searches, in the order they began.</summary>
    public ImmutableList<FrugalThread> Threads { get; private init; } = [];

    /// <summary>What the draws over the whole space have cost and brought.</summary>
    public ImprovementRecord Global { get; private init; } = new();

    /// <summary>The state after one more trial; an infinite loss means that it failed.</summary>
    public FrugalState With(Configuration configuration, double[] point, double loss, double cost)
    {
        var stratum = Space.Stratum(configuration);
        int own = Threads.FindIndex(t => Equals(t.Stratum, stratum));
        if (own < 0)
        {
            // A failed start begins a search too, or it would be begun for ever.
            return this with { Threads = Threads.Add(Begun(stratum, point, loss, cost)) };
        }

        if (!Blend)
        {
            return After(own, Threads[own].With(point, loss, cost));
        }

        var near = Threads.Where(t => Equals(t.Stratum, stratum) && t.Search.Reaches(point, Space.HalfCells)).MinBy(t => t.Record.Best);
        if (near is not null)
        {
            return After(Threads.IndexOf(near), near.With(point, loss, cost));
        }

        bool promises = loss <= MedianOfBests();
        var threads = promises ? Threads.Add(Begun(stratum, point, loss, cost)) : Threads;
        return this with { Global = Global.With(loss, cost), Threads = threads };
    }

    /// <summary>The search to draw from, the likelier the cheaper a new best is expected of it; null for the whole space. There is at least one.</summary>
    public FrugalThread? Choose(SeededRandom random)
    {
        double best = Threads.Select(t => t.Record.Best).Append(Global.Best).Min();
        double[] local = [.. Threads.Select(t => 1 / t.Record.ExpectedCost(best))];
        // What has not drawn yet has no cost to go by: it counts like the average of the others.
        double[] weights = [.. local, !Blend ? 0 : Global.IsEmpty ? local.Average() : 1 / Global.ExpectedCost(best)];
        double mark = random.NextDouble() * weights.Sum();
        for (int i = 0; i < Threads.Count; i++)
        {
            mark -= weights[i];
            if (mark < 0)
            {
                return Threads[i];
            }
        }

        return Blend ? null : Threads[^1];
    }

    private FrugalThread Begun(ParameterValue? stratum, double[] point, double loss, double cost) =>
        new FrugalThread(stratum, new LocalSearch(point, Space.IsRange), new ImprovementRecord()).With(point, loss, cost);

    private FrugalState After(int index, FrugalThread thread)
    {
        if (!thread.Search.HasConverged)
        {
            return this with { Threads = Merged(Threads.SetItem(index, thread), thread) };
        }

        // Blended, the global search begins others; the last of a value's stays, so that the value keeps its record.
        return Blend && Threads.Count(t => Equals(t.Stratum, thread.Stratum)) > 1
            ? this with { Threads = Threads.RemoveAt(index) }
            : this with { Threads = Threads.SetItem(index, thread with { Search = thread.Search.Restarted() }) };
    }

    // Of two searches that have come within one step of each other the worse one ends.
    private ImmutableList<FrugalThread> Merged(ImmutableList<FrugalThread> threads, FrugalThread moved) => Blend
        ? threads.RemoveAll(t => !ReferenceEquals(t, moved) && Equals(t.Stratum, moved.Stratum) && t.Record.Best >= moved.Record.Best && moved.Search.Reaches(t.Search.Center, Space.HalfCells))
        : threads;

    private double MedianOfBests()
    {
        double[] bests = [.. Threads.Select(t => t.Record.Best).Order()];
        return bests[bests.Length / 2];
    }
}
