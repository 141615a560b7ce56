using MLNetTuning.Experiments.Tuning;
using MLNetTuning.Sweepers.Spaces;

namespace MLNetTuning.Experiments.Tests;

public sealed class PinnedConfigurationsTests
{
    private static readonly ExperimentSettings _settings = ShortRun.Settings("y", 6) with { MaxConcurrency = 1, Validation = ExperimentValidation.CrossValidation, Folds = 2 };

    [Fact]
    public void Run_ConfigurationsOfAResult_FitsThemAloneAndGivesTheSameScores()
    {
        using var file = new TemporaryFile(TestRows());
        var first = new TableExperiment(_settings).Run(file.Path);
        var members = first.Members.OrderBy(member => member.Trial.Id).ToArray();
        var again = new TableExperiment(_settings with { MaxTrials = null, Configurations = [.. members.Select(member => member.Trial.Configuration!)] }).Run(file.Path);
        Assert.Equal(members.Length, again.Trials.Count);
        Assert.Equal(members.Select(member => (member.Trial.Trainer, member.Trial.Score)), again.Trials.Select(trial => (trial.Trainer, trial.Score)));
    }

    [Fact]
    public void Settings_ConfigurationOfAnotherSpace_Refused()
    {
        var error = Assert.Throws<ArgumentException>(() => new TableExperiment(_settings with { Configurations = [Configuration.Of(("leaves", 3))] }));
        Assert.Contains("Configurations[0] is no point of an experiment's space", error.Message);
    }

    private static string TestRows()
    {
        var random = new Random(1);
        return "a,b,y\n" + string.Concat(Enumerable.Range(0, 150).Select(_ =>
        {
            var (a, b) = (random.Next(100), random.Next(4));
            return FormattableString.Invariant($"{a},k{b},{(a + (b * 20) + random.Next(30) > 80 ? "yes" : "no")}\n");
        }));
    }
}
