using System.Diagnostics;
using System.Text.Json;
using MLNetTuning.Sweepers.Storage;
using MLNetTuning.Sweepers.Studies;

namespace MLNetTuning.Cli.Tests;

/// <summary>A real process is killed at several moments: what it told of is found again, and fitted no second time.</summary>
public sealed class KilledTrainTests : IDisposable
{
    private readonly CliFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(3)]
    [InlineData(6)]
    public async Task Resume_AfterAKill_LosesNothingAndFitsNothingTwice(int after)
    {
        var data = _folder.Table();
        var process = _folder.Start("train", data, "--label", "target", "--trials", "6", "--trainers", "linear,trees", "--validation", "cv3", "--out", _folder.Model().Path, "--json");
        var told = await TrialsUntilKilled(process, after);
        Assert.True(System.IO.File.Exists(_folder.Model().Experiment));
        var before = Completed();
        Assert.Empty(told.Where(trial => trial.Score is not null).Select(trial => trial.Id).Except(before.Keys));

        Assert.Equal(0, await _folder.Run("resume", _folder.Model().Path, "--json"));
        var lines = _folder.Lines();
        var fitted = lines.Where(line => line.GetProperty("event").GetString() == "trial").Select(Trial).ToArray();
        Assert.Empty(fitted.Select(trial => trial.Id).Intersect(before.Keys));
        Assert.Empty(fitted.Select(trial => trial.Text).Intersect(told.Select(trial => trial.Text)));
        var after_ = Completed();
        Assert.All(before, trial => Assert.Equal(trial.Value, after_[trial.Key]));
        var finished = lines.Single(line => line.GetProperty("event").GetString() == "finished");
        Assert.Equal(6, finished.GetProperty("trials").GetInt32());
        Assert.True(finished.GetProperty("validation").GetDouble() >= before.Values.DefaultIfEmpty(0).Max() - 0.02);
        Assert.DoesNotContain(lines, line => line.GetProperty("event").GetString() == "note");
        Assert.True(System.IO.File.Exists(_folder.Model().Model));
        using var store = new SqliteStudyStore(_folder.Model().Study);
        Assert.DoesNotContain(store.Load("experiment"), trial => trial.State == TrialState.Running);
    }

    private static async Task<List<(int Id, string Text, double? Score)>> TrialsUntilKilled(Process process, int count)
    {
        List<(int, string, double?)> trials = [];
        while (trials.Count < count && await process.StandardOutput.ReadLineAsync() is { } line)
        {
            var json = JsonElement.Parse(line);
            if (json.GetProperty("event").GetString() == "trial")
            {
                trials.Add(Trial(json));
            }
        }

        if (count == 0)
        {
            await process.StandardOutput.ReadLineAsync();
        }

        process.Kill(entireProcessTree: true);
        await process.WaitForExitAsync();
        return trials;
    }

    private static (int Id, string Text, double? Score) Trial(JsonElement line)
    {
        var trial = line.GetProperty("trial");
        return (trial.GetProperty("id").GetInt32(), trial.GetProperty("trainer").GetString() + " " + trial.GetProperty("parameters").GetString(),
            trial.TryGetProperty("score", out var score) ? score.GetDouble() : null);
    }

    private Dictionary<int, double> Completed()
    {
        using var store = new SqliteStudyStore(_folder.Model().Study);
        return store.Find("experiment") is null ? [] : store.Load("experiment").Where(trial => trial.State == TrialState.Completed).ToDictionary(trial => trial.Id, trial => trial.Value!.Value);
    }
}
