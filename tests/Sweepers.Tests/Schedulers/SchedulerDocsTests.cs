using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using MLNetTuning.Sweepers.Schedulers;
using MLNetTuning.Sweepers.Spaces;
using MLNetTuning.Sweepers.Studies;

namespace MLNetTuning.Sweepers.Tests.Schedulers;

/// <summary>The example of docs/schedulers.md, compiled and run as it stands there.</summary>
public class SchedulerDocsTests
{
    [Fact]
    public void Example_OfThePage_TrainsEveryMemberToTheEnd()
    {
        // example
        var space = new SearchSpace(new FloatParameter("rate", 1e-4, 1, Scale.Log), new FloatParameter("dropout", 0, 0.5));
        var sweeper = Sweeper.PopulationBased(new PopulationOptions { Population = 8, Generations = 5, Interval = 4 });
        var study = new Study(space, sweeper, new StudyOptions { Seed = 1 });

        // What a trial has reached, by its id; a child goes on where its parent stood.
        var states = new ConcurrentDictionary<int, Network>();
        study.Run(run =>
        {
            var network = states.TryGetValue(run.Trial.ParentId ?? -1, out var parent) ? parent.Copy() : new Network();
            while (network.Epoch < run.Trial.Budget)
            {
                network.RunEpoch(run.Configuration.GetDouble("rate"), run.Configuration.GetDouble("dropout"));
            }

            states[run.Trial.Id] = network;
            return network.Loss;
        }, new RunOptions { MaxConcurrency = 2 });
        // end

        Assert.Equal(40, study.Trials.Count);
        Assert.Equal(20, states[study.Trials[^1].Id].Epoch);
        Assert.True(study.Best!.Value < study.Trials.Where(t => t.Rung == 0).Min(t => t.Value));
    }

    [Fact]
    public void Example_OfThePage_IsTheOneCompiledHere()
    {
        string compiled = Between(File.ReadAllText(Here()), "// example\n", "        // end\n").Replace("\n        ", "\n", StringComparison.Ordinal).Trim();
        string page = File.ReadAllText(Path.Combine(Path.GetDirectoryName(Here())!, "..", "..", "..", "docs", "schedulers.md"));
        Assert.Equal(compiled, Between(page, "```csharp\n", "```\n").Trim());
    }

    private static string Between(string text, string start, string end)
    {
        int from = text.IndexOf(start, StringComparison.Ordinal) + start.Length;
        return text[from..text.IndexOf(end, from, StringComparison.Ordinal)];
    }

    private static string Here([CallerFilePath] string path = "") => path;

    private sealed class Network
    {
        public int Epoch { get; private set; }

        public double Loss { get; private set; } = 1;

        public Network Copy() => (Network)MemberwiseClone();

        public void RunEpoch(double rate, double dropout)
        {
            Epoch++;
            Loss *= 0.8 + 0.1 * Math.Abs(Math.Log10(rate) + 2) + 0.1 * dropout;
        }
    }
}
