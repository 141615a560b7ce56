using MLNetTuning.Sweepers.Samplers;

namespace MLNetTuning.Sweepers.Spaces.Builders;

/// <summary>
/// Finds the parameters of a builder function by running it: with defaults, then with each other value of every decision on each new way it
/// takes, then with random values, until nothing new shows.
/// </summary>
internal sealed class SpaceDiscovery(Action<TrialBuilder> builder)
{
    public const int MostRuns = 2000;
    public const int Probes = 64;
    private readonly Queue<Dictionary<string, ParameterValue>> _ahead = new();
    private readonly HashSet<string> _ways = new(StringComparer.Ordinal);
    private readonly List<Parameter> _found = [];
    private readonly List<BuilderTrace> _traces = [];

    public SearchSpace Run()
    {
        _ahead.Enqueue([]);
        Explore();
        for (int probe = 0; probe < Probes && _traces.Count < MostRuns; probe++)
        {
            var random = new SeededRandom(0, probe);
            Take(p => p.FromUnit(random.NextDouble()));
            Explore();
        }

        return new SearchSpace(_found.Select(p => ParameterCopies.With(p, new ConditionFinder(_traces, _found).Of(p))));
    }

    private void Explore()
    {
        while (_traces.Count < MostRuns && _ahead.TryDequeue(out var answers))
        {
            Take(p => answers.TryGetValue(p.Name, out var value) && p.Contains(value) ? value : (ParameterValue?)null);
        }
    }

    private void Take(Func<Parameter, ParameterValue?> answer)
    {
        var trial = new TrialBuilder(answer);
        builder(trial);
        var trace = new BuilderTrace(trial);
        _traces.Add(trace);
        Merge(trace);
        if (_ways.Add(trace.Signature))
        {
            foreach (var decision in trace.Parameters.Where(p => trace.Has(p.Name) && BuilderRules.IsDecision(p)))
            {
                Vary(trace, decision);
            }
        }
    }

    private void Vary(BuilderTrace trace, Parameter decision)
    {
        foreach (var value in decision.Levels(int.MaxValue).Where(v => v != trace[decision.Name]))
        {
            var answers = trace.Answers();
            answers[decision.Name] = value;
            _ahead.Enqueue(answers);
        }
    }

    // A new parameter stands after all that were asked before it, so that parents come first.
    private void Merge(BuilderTrace trace)
    {
        int after = -1;
        foreach (var parameter in trace.Parameters)
        {
            int at = _found.FindIndex(p => p.Name == parameter.Name);
            if (at < 0)
            {
                at = after + 1;
                _found.Insert(at, parameter);
            }
            else
            {
                BuilderRules.RequireSame(_found[at], parameter);
            }

            after = Math.Max(after, at);
        }
    }
}
