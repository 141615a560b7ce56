using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using MLNetTuning.Sweepers.Storage;
using MLNetTuning.Sweepers.Studies;

namespace MLNetTuning.Cli.Tests;

public sealed class ResumeCommandTests : IDisposable
{
    private readonly CliFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    private Task<int> Train(string data, params string[] more) =>
        _folder.Run(["train", data, "--label", "target", "--trainers", "linear,trees", "--out", _folder.Model().Path, "--json", .. more.Contains("--validation") ? more : [.. more, "--validation", "cv3"]]);

    private JsonElement[] Events(string name) => [.. _folder.Lines().Where(line => line.GetProperty("event").GetString() == name)];

    [Fact]
    public async Task Train_LeavesStateStudyAndFinishedModels()
    {
        Assert.Equal(0, await Train(_folder.Table(), "--trials", "3", "--ignore", "plan", "--validation", "cv4", "--ensemble", "average", "--parallel", "1"));
        var state = RunFolder.ReadState(_folder.Model());
        Assert.Equal(RunState.Finished, state.State);
        Assert.Equal(["plan"], state.Settings.IgnoredColumns);
        Assert.Equal((4, 4, 1), (state.Settings.Folds, state.Folds, state.Settings.Parallel));
        Assert.Equal(64, state.DataSha256!.Length);
        Assert.True(state.SecondsUsed > 0);
        Assert.Equal(6, Directory.GetFiles(_folder.Model().Trials, "trial-*").Length);
        Assert.True(File.Exists(_folder.Model().Study));
        Assert.False(File.Exists(_folder.Model().Lock));
    }

    [Fact]
    public async Task Train_Json_IsOneObjectALine()
    {
        var data = _folder.Table();
        Assert.Equal(0, await Train(data, "--trials", "2", "--test", data));
        var lines = _folder.Lines();
        Assert.Equal(["start", "trial", "trial", "finished", "report"], lines.Select(line => line.GetProperty("event").GetString()));
        Assert.Equal(2, lines[2].GetProperty("trials").GetInt32());
        Assert.InRange(lines[3].GetProperty("validation").GetDouble(), 0.5, 1);
        Assert.Contains(lines[3].GetProperty("test").EnumerateArray(), metric => metric.GetProperty("name").GetString() == "accuracy");
    }

    [Fact]
    public async Task Resume_WithMoreTrials_TriesThemBesideTheOldOnes()
    {
        Assert.Equal(0, await Train(_folder.Table(), "--trials", "2"));
        var before = Events("finished")[0].GetProperty("validation").GetDouble();
        Assert.Equal(0, await _folder.Run("resume", _folder.Model().Path, "--trials", "2", "--json"));
        var lines = _folder.Lines();
        Assert.Equal(2, lines.Count(line => line.GetProperty("event").GetString() == "trial"));
        var finished = lines.Single(line => line.GetProperty("event").GetString() == "finished");
        Assert.Equal(4, finished.GetProperty("trials").GetInt32());
        Assert.True(finished.GetProperty("validation").GetDouble() >= before - 0.01);
    }

    [Fact]
    public async Task Resume_TimeIsUsedUp_StillMakesTheModel()
    {
        Assert.Equal(0, await Train(_folder.Table(), "--trials", "2"));
        _folder.Lines();
        var files = _folder.Model();
        var state = RunFolder.ReadState(files);
        File.Delete(files.Model);
        await File.WriteAllTextAsync(files.Experiment, (state with { State = RunState.Running, SecondsUsed = 9.9, Settings = state.Settings with { MaxTrials = null, Seconds = 10 } }).Write());
        Assert.Equal(0, await _folder.Run("resume", files.Path, "--json"));
        Assert.InRange(Events("finished")[0].GetProperty("trials").GetInt32(), 2, 50);
        Assert.True(File.Exists(files.Model));
    }

    [Fact]
    public async Task Resume_OtherData_IsRefused()
    {
        var data = _folder.Table();
        Assert.Equal(0, await Train(data, "--trials", "2"));
        await File.AppendAllTextAsync(data, "1,pro,no\n");
        Assert.Equal(1, await _folder.Run("resume", _folder.Model().Path));
        Assert.StartsWith($"error: '{data}' is not the file that '{_folder.Model().Path}' was trained on.", _folder.Error.ToString());
    }

    [Fact]
    public async Task Train_IntoAnUnfinishedRun_IsRefusedAndIntoAFinishedOneIsNot()
    {
        var data = _folder.Table();
        Assert.Equal(0, await Train(data, "--trials", "2"));
        Assert.Equal(0, await Train(data, "--trials", "1"));
        Assert.Equal(2, Directory.GetFiles(_folder.Model().Trials, "trial-*").Length);
        await File.WriteAllTextAsync(_folder.Model().Experiment, (RunFolder.ReadState(_folder.Model()) with { State = RunState.Running }).Write());
        Assert.Equal(1, await Train(data, "--trials", "1"));
        Assert.Contains("holds a run that was ended before it was finished. Go on with 'mltune resume", _folder.Error.ToString());
    }

    [Fact]
    public async Task Retune_OnNewData_TestsTheOldBestFirstAndSaysWhetherTheOptimumMoved()
    {
        Assert.Equal(0, await Train(_folder.Table(), "--trials", "3"));
        var old = _folder.Lines().Where(line => line.GetProperty("event").GetString() == "trial").Select(Text).ToArray();
        Assert.Equal(0, await _folder.Run("retune", _folder.Model().Path, _folder.Table("new.csv", seed: 6), "--trials", "5", "--json"));
        var lines = _folder.Lines();
        Assert.Contains(Text(lines.First(line => line.GetProperty("event").GetString() == "trial")), old);
        Assert.Contains(lines, line => line.GetProperty("event").GetString() == "note" && line.GetProperty("text").GetString()!.StartsWith("The optimum has", StringComparison.Ordinal));
        Assert.True(File.Exists(_folder.Model("model-retuned").Model));
        Assert.Equal(RunState.Finished, RunFolder.ReadState(_folder.Model("model-retuned")).State);
    }

    [Fact]
    public async Task Worker_BesideTrain_SharesTheWork()
    {
        var data = _folder.Table();
        var url = "sqlite:///" + _folder.File("study.db");
        using var output = new StringWriter();
        using var enough = new CancellationTokenSource();
        string[] args = ["train", data, "--label", "target", "--trainers", "linear,trees", "--validation", "cv3", "--time", "60s", "--study", url, "--out", _folder.Model().Path, "--json"];
        var train = MltuneCommand.RunAsync(args, output, _folder.Error, enough.Token);
        Assert.Equal(0, await _folder.Run("worker", "--study", url, "--trials", "3", "--quiet"));
        Assert.Contains("3 trials finished for experiment", _folder.Output.ToString());
        await enough.CancelAsync();
        Assert.Equal(0, await train);
        var told = CliFolder.Parse(output.ToString()).Where(line => line.GetProperty("event").GetString() == "trial").Select(line => line.GetProperty("trial")).Where(trial => trial.TryGetProperty("score", out _));
        using (var store = StudyUrl.Open(url))
        {
            var trials = store.Load("experiment");
            Assert.Equal(trials.Count, trials.Select(trial => trial.Configuration).Distinct().Count());
            var completed = trials.Where(trial => trial.State == TrialState.Completed).Select(trial => trial.Id).ToArray();
            Assert.Equal(completed, told.Select(trial => trial.GetProperty("id").GetInt32()).Order());
            Assert.Equal(completed.Length, (await File.ReadAllLinesAsync(_folder.Model().Leaderboard)).Length - 1);
        }

        Assert.Equal(1, await _folder.Run("worker", "--study", url));
        Assert.Contains("The experiment of the study 'experiment' is over.", _folder.Error.ToString());
    }

    [Theory]
    [InlineData("resume")]
    [InlineData("retune", "table.csv")]
    public async Task NoRunFolder_EndsWithOneLine(string command, params string[] more)
    {
        var folder = Directory.CreateDirectory(_folder.File("empty")).FullName;
        Assert.Equal(1, await _folder.Run([command, folder, .. more.Select(_folder.File)]));
        Assert.Equal($"error: '{folder}' is not the folder of a run: it has no experiment.json that 'mltune train' of this version wrote. Give the folder that was its --out.", _folder.Error.ToString().Trim());
        Assert.Empty(Directory.GetFiles(folder));
    }

    [Fact]
    public async Task Train_AFolderThatIsAFileOrCannotBeWritten_IsRefusedBeforeTheSearch()
    {
        var data = _folder.Table();
        Assert.Equal(1, await _folder.Run("train", data, "--label", "target", "--out", data));
        Assert.Contains($"The folder '{data}' cannot be written to", _folder.Error.ToString());
        if (OperatingSystem.IsLinux())
        {
            // Nobody may make folders there, not even root.
            Assert.Equal(1, await _folder.Run("train", data, "--label", "target", "--out", "/proc/mltune"));
            Assert.Contains("The folder '/proc/mltune' cannot be written to", _folder.Error.ToString());
        }

        Assert.Empty(_folder.Output.ToString());
    }

    [Fact]
    public async Task Train_TheDiskIsFull_EndsWithOneLineAndKeepsWhatFitted()
    {
        if (!OperatingSystem.IsLinux())
        {
            return;
        }

        // No file may grow beyond 24 blocks: the study fits at first, the models do not.
        var data = _folder.Table(rows: 1200);
        var command = Path.Combine(AppContext.BaseDirectory, "mltune.dll");
        var process = _folder.Shell($"trap '' XFSZ; export DOTNET_EnableWriteXorExecute=0; ulimit -f 128; exec dotnet '{command}' train '{data}' --label target --trials 4 --trainers linear,trees --out full --quiet");
        var output = process.StandardOutput.ReadToEndAsync();
        var error = await process.StandardError.ReadToEndAsync();
        await process.WaitForExitAsync();
        Assert.Equal(1, process.ExitCode);
        Assert.Single(error.Trim().Split('\n'));
        Assert.StartsWith("error: ", error);
        Assert.Empty(await output);
        Assert.Equal(0, await _folder.Run("resume", _folder.File("full"), "--quiet"));
    }

    [Fact]
    public async Task Interrupted_Once_EndsWithAModel()
    {
        if (!OperatingSystem.IsLinux())
        {
            return;
        }

        // The limit only bounds what a lost signal would cost.
        var process = _folder.Start("train", _folder.Table(), "--label", "target", "--trainers", "linear,trees", "--validation", "cv3", "--time", "60s", "--out", _folder.Model().Path, "--json");
        var isStopped = false;
        List<string> events = [];
        while (await process.StandardOutput.ReadLineAsync() is { } line)
        {
            events.Add(JsonElement.Parse(line).GetProperty("event").GetString()!);
            if (events[^1] == "trial" && !isStopped)
            {
                isStopped = true;
                CliFolder.Signal(process, IgnoresInterrupts(process) ? CliFolder.Terminate : CliFolder.Interrupt);
            }
        }

        await process.WaitForExitAsync();
        Assert.Equal(0, process.ExitCode);
        Assert.Contains("finished", events);
        var state = RunFolder.ReadState(_folder.Model());
        Assert.Equal(RunState.Finished, state.State);
        Assert.InRange(state.SecondsUsed, 0, 50);
    }

    // Of what a shell starts in the background SIGINT is ignored, and a program may not change that; SIGTERM means the same.
    private static bool IgnoresInterrupts(Process process)
    {
        const string Ignored = "SigIgn:";
        var mask = File.ReadLines($"/proc/{process.Id}/status").FirstOrDefault(line => line.StartsWith(Ignored, StringComparison.Ordinal))?[Ignored.Length..].Trim();
        return mask is not null && (ulong.Parse(mask, NumberStyles.HexNumber, CultureInfo.InvariantCulture) & (1UL << (CliFolder.Interrupt - 1))) != 0;
    }

    private static string Text(JsonElement line) => line.GetProperty("trial").GetProperty("trainer").GetString() + " " + line.GetProperty("trial").GetProperty("parameters").GetString();
}
