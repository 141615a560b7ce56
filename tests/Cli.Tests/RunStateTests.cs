using MLNetTuning.Experiments;

namespace MLNetTuning.Cli.Tests;

public sealed class RunStateTests
{
    [Fact]
    public void Read_AFileOfAnEarlierProgram_HasAllItsSettings()
    {
        var state = RunState.Read("""
            {
              "state": "finished",
              "settings": {
                "data": "/data/visits.csv", "label": "left", "metric": "LogLoss", "seconds": 60, "trials": 12, "trainers": "Linear, Trees", "ensemble": "Average", "validation": "CrossValidation",
                "folds": 4, "group": "customer", "ignored": ["note", "code"], "parallel": 3, "seed": 7, "studyName": "experiment"
              },
              "secondsUsed": 31.5, "trials": 12, "failed": 0, "data": "visits.csv", "label": "left", "seed": 7
            }
            """);
        var settings = state.Settings;
        Assert.Equal((12, ExperimentFamilies.Linear | ExperimentFamilies.Trees, "customer"), (settings.MaxTrials, settings.Families, settings.GroupColumn));
        Assert.Equal(["note", "code"], settings.IgnoredColumns);
        Assert.Equal((60.0, 4, 3, 7), (settings.Seconds, settings.Folds, settings.Parallel, settings.Seed));

        var again = state.Write();
        Assert.DoesNotContain("ignored\"", again, StringComparison.Ordinal);
        Assert.DoesNotContain("arlier", again, StringComparison.Ordinal);
        Assert.Equal("customer", RunState.Read(again).Settings.GroupColumn);
    }
}
