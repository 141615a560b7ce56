namespace MLNetTuning.Cli.Tests;

public sealed class TrainOptionTests : IDisposable
{
    private readonly CliFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    private string ErrorText => _folder.Error.ToString().Trim();

    private Task<int> Train(params string[] more) => _folder.Run(["train", _folder.Table(), "--label", "target", "--out", _folder.Model().Path, .. more]);

    [Theory]
    [InlineData("--metric", "auc", "one of AreaUnderRocCurve, Accuracy, LogLoss, RootMeanSquaredError, MeanAbsoluteError, RSquared, F1Score, BalancedAccuracy, AreaUnderPrecisionRecallCurve")]
    [InlineData("--metric", "3", "one of AreaUnderRocCurve, Accuracy, LogLoss, RootMeanSquaredError, MeanAbsoluteError, RSquared, F1Score, BalancedAccuracy, AreaUnderPrecisionRecallCurve")]
    [InlineData("--task", "ranking", "one of Binary, Multiclass, Regression")]
    [InlineData("--ensemble", "best", "one of Auto, Greedy, Stacking, Average, None")]
    [InlineData("--trainers", "trees,svm", "one or more of networks, trees and linear, with commas between")]
    [InlineData("--validation", "cv1", "auto, holdout, or cv2 to cv20")]
    [InlineData("--trials", "many", "a whole number of 1 or more")]
    [InlineData("--trials", "0", "a whole number of 1 or more")]
    [InlineData("--parallel", "5000", "a whole number of 1 to 1024")]
    [InlineData("--seed", "1.5", "a whole number")]
    [InlineData("--time", "2000h", "seconds, minutes or hours, 1 s to 49 days, such as 60s, 2m or 1h")]
    public async Task Train_AnOptionThatCannotBeUsed_SaysWhatWasGivenAndWhatIsAllowed(string name, string value, string allowed)
    {
        Assert.Equal(2, await Train(name, value));
        Assert.Equal($"error: {name} {value}: give {allowed}.", ErrorText);
    }

    [Theory]
    [InlineData("DATA '': give", "train", "", "--label", "target")]
    [InlineData("--label ' ': give", "train", "t.csv", "--label", " ")]
    [InlineData("--ignore '': give", "train", "t.csv", "--label", "target", "--ignore", "plan", "--ignore", "")]
    [InlineData("--study-name ' ': give", "worker", "--study", "sqlite:///a.db", "--study-name", " ")]
    [InlineData("--out '': give", "codegen", "model", "--out", "")]
    [InlineData("DIR '': give", "export", "onnx", "")]
    public async Task Run_AnEmptyText_IsRefusedByTheNameOfWhatItIsFor(string expected, params string[] args)
    {
        Assert.Equal(2, await _folder.Run(args));
        Assert.Equal($"error: {expected} a text that is not empty.", ErrorText);
    }

    [Fact]
    public async Task Train_AGroupAndATime_AreRefusedTogether()
    {
        Assert.Equal(2, await Train("--group", "plan", "--time-column", "amount"));
        Assert.Equal("error: --group plan --time-column amount: give one of the two.", ErrorText);
    }

    [Theory]
    [InlineData("--ignore")]
    [InlineData("--group")]
    [InlineData("--time-column")]
    public async Task Train_AColumnThatThereIsNot_IsRefusedBeforeAFolderIsMade(string option)
    {
        Assert.Equal(1, await Train(option, "Plan"));
        Assert.Equal(
            $"error: {_folder.File("table.csv")}, line 1: there is no column 'Plan', but there is 'plan'. The columns are: amount, plan, target. Give one of them as {option}.", ErrorText);
        Assert.False(Directory.Exists(_folder.Model().Path));
    }

    [Fact]
    public async Task Train_AMetricOfAnotherTask_IsRefusedBeforeAFolderIsMade()
    {
        Assert.Equal(1, await Train("--task", "binary", "--metric", "rsquared"));
        Assert.Contains("Metric is RSquared, which does not suit Task Binary; allowed are AreaUnderRocCurve, ", ErrorText, StringComparison.Ordinal);
        Assert.False(Directory.Exists(_folder.Model().Path));
    }

    [Theory]
    [InlineData("90", 90.0)]
    [InlineData("1.5m", 90.0)]
    [InlineData(" 2m ", 120.0)]
    [InlineData("2h", 7200.0)]
    [InlineData("0.5s", null)]
    [InlineData("-5", null)]
    [InlineData("2ms", null)]
    [InlineData("s", null)]
    [InlineData("", null)]
    public void Seconds_TextsOfTimes_AreRead(string text, double? seconds) => Assert.Equal(seconds, OptionTexts.Seconds(text));

    [Fact]
    public async Task Retune_AnIgnoredColumnThatIsGone_IsNotMissed()
    {
        Assert.Equal(0, await Train("--trials", "2", "--trainers", "linear", "--validation", "cv3", "--ignore", "plan", "--quiet"));
        var lines = await File.ReadAllLinesAsync(_folder.Table("new.csv", seed: 6));
        await File.WriteAllLinesAsync(_folder.File("new.csv"), lines.Select(line => string.Join(',', line.Split(',').Where((_, place) => place != 1))));
        Assert.Equal(0, await _folder.Run("retune", _folder.Model().Path, _folder.File("new.csv"), "--trials", "2", "--quiet"));
        Assert.Empty(RunFolder.ReadState(_folder.Model("model-retuned")).Settings.IgnoredColumns);
    }
}
