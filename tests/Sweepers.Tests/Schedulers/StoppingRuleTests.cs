using MLNetTuning.Sweepers.Schedulers;
using MLNetTuning.Sweepers.Spaces;
using MLNetTuning.Sweepers.Studies;

namespace MLNetTuning.Sweepers.Tests.Schedulers;

public class StoppingRuleTests
{
    private static readonly SearchSpace Space = new(new FloatParameter("x", 0, 1));

    [Theory]
    [InlineData(ObjectiveDirection.Minimize, 1)]
    [InlineData(ObjectiveDirection.Maximize, -1)]
    public void Median_WorseThanHalf_StopsAtTheFirstReport(ObjectiveDirection direction, int sign)
    {
        var study = Study(StoppingRule.Median(startupTrials: 3), direction);
        foreach (double level in new[] { 1.0, 2, 3 })
        {
            Assert.Equal(TrialDecision.Continue, Play(study, sign * level, steps: 4));
        }

        Assert.Equal(TrialDecision.Stop, Play(study, sign * 2.5, steps: 1));
        Assert.Equal(TrialDecision.Continue, Play(study, sign * 1.5, steps: 4));
        Assert.Equal(TrialState.Stopped, study.Trials[3].State);
    }

    [Fact]
    public void Median_DuringWarmup_Waits()
    {
        var study = Study(StoppingRule.Median(startupTrials: 1, warmupSteps: 3));
        Play(study, 1, 5);
        var trial = study.Ask()!;
        Assert.Equal([TrialDecision.Continue, TrialDecision.Continue, TrialDecision.Stop], Enumerable.Range(1, 3).Select(step => study.Report(trial.Id, step, 9)));
    }

    [Fact]
    public void Median_StepNobodyElseReported_GoesOn()
    {
        var study = Study(StoppingRule.Median(startupTrials: 1));
        Play(study, 1, 2);
        Assert.Equal(TrialDecision.Continue, study.Report(study.Ask()!.Id, 7, 99));
    }

    [Fact]
    public void Percentile_KeepsTheGivenShare()
    {
        var study = Study(StoppingRule.Percentile(25, startupTrials: 5));
        foreach (double level in new[] { 1.0, 2, 3, 4, 5 })
        {
            Play(study, level, 1);
        }

        Assert.Equal(TrialDecision.Stop, Play(study, 2.1, 1));
        Assert.Equal(TrialDecision.Continue, Play(study, 1.9, 1));
    }

    [Fact]
    public void Patience_NoGain_StopsAfterSoMany()
    {
        var study = Study(StoppingRule.Patience(2, minDelta: 0.1));
        var trial = study.Ask()!;
        double[] values = [5, 4, 3.95, 3.92, 3];
        Assert.Equal([TrialDecision.Continue, TrialDecision.Continue, TrialDecision.Continue, TrialDecision.Stop], Enumerable.Range(0, 4).Select(i => study.Report(trial.Id, i, values[i])));
    }

    [Fact]
    public void Rules_WrongNumbers_AreNamed()
    {
        var error = Assert.Throws<ArgumentException>(() => StoppingRule.Percentile(100, 0, -1));
        Assert.All(new[] { "percent", "startupTrials", "warmupSteps" }, name => Assert.Contains(name, error.Message, StringComparison.Ordinal));
        Assert.Throws<ArgumentException>(() => StoppingRule.Patience(0));
    }

    private static Study Study(StoppingRule rule, ObjectiveDirection direction = ObjectiveDirection.Minimize) =>
        new(Space, Sweeper.Random().WithStopping(rule), new StudyOptions { Direction = direction });

    private static TrialDecision Play(Study study, double level, int steps)
    {
        var trial = study.Ask()!;
        var decision = TrialDecision.Continue;
        for (int step = 1; step <= steps; step++)
        {
            decision = study.Report(trial.Id, step, level);
        }

        study.Tell(trial.Id, level);
        return decision;
    }
}
