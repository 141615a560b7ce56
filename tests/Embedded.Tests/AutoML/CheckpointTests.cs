using System.Globalization;
using Microsoft.ML;
using Microsoft.ML.AutoML;
using Microsoft.ML.SearchSpace;
using Microsoft.ML.SearchSpace.Option;

namespace MLNetTuning.Embedded.Tests.AutoML;

public sealed class CheckpointTests : IDisposable
{
    private readonly string _folder = Path.Combine(Path.GetTempPath(), Path.GetRandomFileName());

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void SetCheckpoint_SecondRun_GoesOnWithTheNextNumber()
    {
        Assert.Equal([0, 1, 2], Run(3));
        Assert.Equal([3, 4], Run(2));

        var lines = File.ReadAllLines(Assert.Single(Directory.GetFiles(_folder)));
        Assert.Equal("id,loss,durationInMilliseconds,peakCpu,peakMemoryInMegaByte,parameter_0", lines[0]);
        Assert.Equal(["0", "1", "2", "3", "4"], lines[1..].Select(line => line.Split(',')[0]));
    }

    [Fact]
    public void SetCheckpoint_AnotherCulture_WritesTheSameNumbers()
    {
        var culture = CultureInfo.CurrentCulture;
        try
        {
            CultureInfo.CurrentCulture = new CultureInfo("de-DE");
            Run(2);
        }
        finally
        {
            CultureInfo.CurrentCulture = culture;
        }

        var space = Space();
        var history = new TrialHistory(Directory.GetFiles(_folder)[0], space);
        Assert.Equal(2, history.Loaded.Count);
        Assert.All(history.Loaded, trial => Assert.Equal(trial.Loss, trial.TrialSettings.Parameter["mine"]["x"].AsType<double>()));
    }

    [Fact]
    public void Load_HalfALine_KeepsTheOthers()
    {
        Run(2);
        var path = Directory.GetFiles(_folder)[0];
        File.AppendAllText(path, "2,0.5");

        Assert.Equal(2, new TrialHistory(path, Space()).NextId);
    }

    [Fact]
    public void Load_NotANumber_NamesFileAndLine()
    {
        Run(1);
        var path = Directory.GetFiles(_folder)[0];
        File.AppendAllText(path, "1,abc,1,,,0.5\n");

        var message = Assert.Throws<InvalidDataException>(() => new TrialHistory(path, Space())).Message;

        Assert.Contains(path, message);
        Assert.Contains("line 3", message);
    }

    private static SearchSpace Space() => new() { ["mine"] = new SearchSpace { ["x"] = new UniformDoubleOption(0, 1) } };

    private int[] Run(int trials)
    {
        var ids = new List<int>();
        new MLContext(1).Auto().CreateExperiment()
            .AddSearchSpace("mine", new SearchSpace { ["x"] = new UniformDoubleOption(0, 1) })
            .SetCheckpoint(_folder)
            .SetRandomSearchTuner(3)
            .SetTrialRunner(new Runner(ids))
            .SetMaxModelToExplore(trials)
            .Run();
        return [.. ids];
    }

    private sealed class Runner(List<int> ids) : ITrialRunner
    {
        public Task<TrialResult> RunAsync(TrialSettings settings, CancellationToken ct)
        {
            ids.Add(settings.TrialId);
            return Task.FromResult(new TrialResult { TrialSettings = settings, Loss = settings.Parameter["mine"]["x"].AsType<double>() });
        }

        public void Dispose()
        {
        }
    }
}
