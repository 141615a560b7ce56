namespace MLNetTuning.Cli.Tests;

public sealed class CodegenCommandTests(GeneratedSolutions solutions) : IClassFixture<GeneratedSolutions>
{
    [Fact]
    public void Build_AllProjects_NoWarnings() => Assert.True(solutions.BuildLog.Contains("exit 0", StringComparison.Ordinal) && !solutions.BuildLog.Contains("warning", StringComparison.Ordinal), solutions.BuildLog);

    [Theory]
    [InlineData("binary")]
    [InlineData("multiclass")]
    [InlineData("regression")]
    public async Task Score_AFile_PredictsAsTheCommandDoes(string task)
    {
        var path = solutions.Rows(task) + ".scored";
        var output = await solutions.Run(task, "Score", solutions.Rows(task), path);
        Assert.EndsWith("exit 0", output);
        Assert.Equal(await File.ReadAllTextAsync(solutions.Rows(task) + ".expected"), await File.ReadAllTextAsync(path));
    }

    [Fact]
    public async Task Score_FilesItCannotRead_OneLine()
    {
        var path = solutions.Rows("binary") + ".wrong";
        await File.WriteAllTextAsync(path, "class\nx\n");
        var output = await solutions.Run("binary", "Score", path, path + ".out");
        Assert.Contains("the column 'monthly charges' is missing", output);
        Assert.EndsWith("exit 1", output);
        Assert.EndsWith("exit 2", await solutions.Run("binary", "Score"));
    }

    [Theory]
    [InlineData("binary")]
    [InlineData("multiclass")]
    [InlineData("regression")]
    public async Task Train_WinnersOnTheSameRows_GiveTheModelAgain(string task)
    {
        var output = await solutions.Run(task, "Train", solutions.Data(task));
        Assert.EndsWith("exit 0", output);
        var model = output.Split('\n').Single(line => line.StartsWith("model: ", StringComparison.Ordinal))[7..].Trim();
        var folder = Directory.CreateDirectory(model + "-" + task).FullName;
        File.Move(model, Path.Combine(folder, "model.mltune"));
        using var writer = new StringWriter();
        Assert.Equal(0, await MltuneCommand.RunAsync(["predict", folder, solutions.Rows(task), "--out", Path.Combine(folder, "p.csv")], writer, writer));
        Assert.Equal(await File.ReadAllTextAsync(solutions.Rows(task) + ".expected"), await File.ReadAllTextAsync(Path.Combine(folder, "p.csv")));
    }

    [Theory]
    [InlineData("binary", "test: AUC 0.")]
    [InlineData("multiclass", "test: accuracy 0.")]
    [InlineData("regression", "test: RMSE ")]
    public async Task Train_Pipelines_FitAndSave(string task, string expected)
    {
        var output = await solutions.Run(task, "Train", solutions.Data(task), "pipeline");
        Assert.Contains(expected, output);
        Assert.EndsWith("exit 0", output);
    }

    [Theory]
    [InlineData("binary", "Train/Pipelines.cs", "ml.BinaryClassification.Trainers.RandomForest(Label")]
    [InlineData("multiclass", "Train/Pipelines.cs", "ml.MulticlassClassification.Trainers.RandomForest(Label")]
    [InlineData("regression", "Train/Pipelines.cs", "ml.Regression.Trainers.LogTarget(ml.")]
    [InlineData("multiclass", "Score/Prediction.cs", "Score[k] * Weights[k]")]
    public async Task Codegen_ForestsLogarithmsAndDecisions_AreInTheCode(string task, string file, string expected)
    {
        var text = await File.ReadAllTextAsync(Path.Combine(solutions.Solution(task), file));
        Assert.Contains(expected, text);
        Assert.DoesNotContain("left out", text);
    }

    [Fact]
    public async Task Codegen_Twice_SameText()
    {
        using var output = new StringWriter();
        using var error = new StringWriter();
        var folder = Path.Combine(Path.GetDirectoryName(solutions.Solution("binary"))!, "again", Path.GetFileName(solutions.Solution("binary")));
        Assert.Equal(0, await MltuneCommand.RunAsync(["codegen", solutions.Trained("binary"), "--out", folder], output, error));
        foreach (var file in Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories))
        {
            Assert.Equal(await File.ReadAllBytesAsync(file), await File.ReadAllBytesAsync(Path.Combine(solutions.Solution("binary"), Path.GetRelativePath(folder, file))));
        }
    }

    [Fact]
    public async Task Codegen_FolderWithFiles_OnlyWithForce()
    {
        using var output = new StringWriter();
        using var error = new StringWriter();
        string[] args = ["codegen", solutions.Trained("regression"), "--out", Path.Combine(Path.GetDirectoryName(solutions.Solution("binary"))!, "full")];
        Directory.CreateDirectory(args[^1]);
        await File.WriteAllTextAsync(Path.Combine(args[^1], "notes.txt"), "mine");
        Assert.Equal(1, await MltuneCommand.RunAsync(args, output, error));
        Assert.Contains("--force", error.ToString());
        Assert.Equal(0, await MltuneCommand.RunAsync([.. args, "--force"], output, error));
        Assert.Equal("mine", await File.ReadAllTextAsync(Path.Combine(args[^1], "notes.txt")));
        Assert.True(File.Exists(Path.Combine(args[^1], "Full.slnx")));
    }
}
