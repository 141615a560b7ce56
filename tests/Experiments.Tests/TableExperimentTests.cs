using System.Globalization;
using System.Text;
using Microsoft.ML;
using Microsoft.ML.Data;
using MLNetTuning.Experiments.Tuning;
using MLNetTuning.Sweepers.Studies;
using MLNetTuning.Trainers;
using MLNetTuning.Trainers.Portable;

namespace MLNetTuning.Experiments.Tests;

public sealed class TableExperimentTests
{
    [Fact]
    public void Run_Binary_FindsTheSignalAndJudgesEveryRow()
    {
        var result = ShortRun.Of(TestTables.Churn(400), ShortRun.Quick("left", 5) with { Validation = ExperimentValidation.Auto });
        Assert.Equal(PredictionTask.Binary, result.Task);
        Assert.Equal(TuningMetric.AreaUnderRocCurve, result.Metric);
        Assert.InRange(result.ValidationScore, 0.95, 1);
        Assert.Equal(400, result.ValidationRows.Count);
        Assert.Equal(15, result.Splits);
        Assert.Equal(["No", "Yes"], result.Portable.Label.Classes);
        Assert.Equal(1, result.Members.Sum(member => member.Weight), 4);
        Assert.Equal(5, result.Trials.Count);
        Assert.All(result.Trials, trial => Assert.Null(trial.Error));
    }

    [Fact]
    public void Run_Multiclass_PredictsAProbabilityForEachClass()
    {
        var text = new StringBuilder("x,y\n");
        for (var i = 0; i < 150; i++)
        {
            text.Append(CultureInfo.InvariantCulture, $"{(i * 7919 % 1000) / 100.0},{(i * 7919 % 1000) switch { < 300 => "low", < 600 => "mid", _ => "high" }}\n");
        }

        var result = ShortRun.Of(text.ToString(), ShortRun.Settings("y", 4) with { Validation = ExperimentValidation.CrossValidation, Folds = 3 });
        Assert.Equal(["high", "low", "mid"], result.Portable.Label.Classes);
        Assert.InRange(result.ValidationScore, 0, 0.3);
        Assert.All(Enumerable.Range(0, 150), row => Assert.Equal(1, result.ValidationPredictions.Row(row).ToArray().Sum(), 4));
    }

    [Fact]
    public void Run_SkewedRegression_TriesTheLogarithmOfTheLabel()
    {
        var random = new Random(3);
        var text = new StringBuilder("x,price\n");
        for (var i = 0; i < 300; i++)
        {
            var x = random.NextDouble() * 4;
            text.Append(CultureInfo.InvariantCulture, $"{x:0.000},{Math.Exp((2 * x) + (0.1 * random.NextDouble())):0.00}\n");
        }

        var result = ShortRun.Of(text.ToString(), ShortRun.Quick("price", 5));
        Assert.Contains(result.Trials, trial => trial.Parameters.Contains("log=yes", StringComparison.Ordinal));
        Assert.All(result.Trials, trial => Assert.Null(trial.Error));
        Assert.All(result.Portable.Members, member => Assert.Contains(member.Predictor.Link.Kind, new[] { PortableLinkKind.Identity, PortableLinkKind.Exponential }));
        Assert.InRange(result.ValidationScore, 0, 300);
    }

    [Fact]
    public void Run_TheSameSeedWithoutATimeLimit_GivesTheSameModel()
    {
        var text = TestTables.Churn(150);
        var settings = ShortRun.Quick("left", 9);
        var (one, two) = (ShortRun.Of(text, settings), ShortRun.Of(text, settings));
        Assert.Equal(one.Trials.Select(trial => trial.Parameters), two.Trials.Select(trial => trial.Parameters));
        Assert.Equal(one.ValidationPredictions.Values, two.ValidationPredictions.Values);
    }

    [Fact]
    public void Run_ADataView_GivesATransformerThatScoresAsTheFileDoes()
    {
        using var file = new TemporaryFile(TestTables.Churn(200));
        var ml = new MLContext(1);
        var table = ml.Tuning().LoadTable(file.Path, "left");
        var result = ml.Tuning().CreateExperiment(ShortRun.Quick("left", 3)).Run(table.Data);
        var scored = result.Model.Transform(table.Data);
        float[] shown = [.. scored.GetColumn<float>("Probability")];
        using var stream = new MemoryStream();
        PortableModelFile.Save(result.Portable, stream);
        stream.Position = 0;
        float[] again = [.. new MLContext(1).Tuning().Load(stream).Transform(table.Data).GetColumn<float>("Probability")];
        Assert.Equal(shown, again);
        Assert.InRange(ml.BinaryClassification.Evaluate(scored, "left").AreaUnderRocCurve, 0.97, 1);
    }

    [Fact]
    public void Run_ForF1OnRareClass_DecidesBelowOneHalf()
    {
        var random = new Random(4);
        var text = new StringBuilder("x,y\n");
        for (var i = 0; i < 600; i++)
        {
            var x = random.NextDouble();
            text.Append(CultureInfo.InvariantCulture, $"{x:0.0000},{(random.NextDouble() < 0.4 * x * x ? 1 : 0)}\n");
        }

        var result = ShortRun.Of(text.ToString(), ShortRun.Quick("y", 3) with { Metric = TuningMetric.F1Score });
        var table = new PortableTable(1).Set("x", [0.97f]);
        var predicted = result.Portable.Predict(table);
        Assert.InRange(predicted.Probabilities![0], 0.15f, 0.5f);
        Assert.Equal(1, predicted.PredictedClass(0));
    }

    [Fact]
    public void Run_CancelledAfterTheFirstModel_GivesWhatItHas()
    {
        using var source = new CancellationTokenSource();
        var result = ShortRun.Of(TestTables.Churn(300), ShortRun.Settings("left", 50), _ => source.Cancel(), source.Token);
        Assert.InRange(result.Trials.Count, 1, 3);
        Assert.NotEmpty(result.Portable.Members);
    }

    [Fact]
    public void Run_CancelledBeforeItBegan_Throws()
    {
        Assert.Throws<OperationCanceledException>(() => ShortRun.Of(TestTables.Churn(100), ShortRun.Settings("left", 5), cancellation: new CancellationToken(true)));
    }

    [Fact]
    public void Run_IdsConstantsAndLeaks_AreToldOf()
    {
        var random = new Random(2);
        var text = new StringBuilder("id,same,answer,x,y\n");
        for (var i = 0; i < 200; i++)
        {
            text.Append(CultureInfo.InvariantCulture, $"{i},a,{(i % 3 == 0 ? 1.5 : -1.5) + (i * 1e-4)},{random.Next(50)},{(i % 3 == 0 ? 1 : 0)}\n");
        }

        var result = ShortRun.Of(text.ToString(), ShortRun.Settings("y", 1));
        Assert.Contains("Column 'id' numbers the rows and is left out.", result.Notes);
        Assert.Contains("Column 'same' has one value in all rows and is left out.", result.Notes);
        Assert.Contains(result.Notes, note => note.StartsWith("Column 'answer' alone predicts 'y' almost perfectly (AUC ", StringComparison.Ordinal));
        Assert.Equal(["answer", "x"], result.Portable.Columns.Select(column => column.Name));
    }

    [Fact]
    public void Run_WithAStore_KeepsEveryConfigurationAndGoesOnFromTheBest()
    {
        var store = new MemoryStudyStore();
        var settings = ShortRun.Quick("left", 4) with { StudyStore = store };
        var first = ShortRun.Of(TestTables.Churn(150), settings);
        var kept = store.Load("experiment");
        Assert.Equal(first.Trials.Select(trial => trial.Score), kept.Select(trial => trial.Value!.Value));
        Assert.All(kept, trial => Assert.Equal(TrialState.Completed, trial.State));

        var again = ShortRun.Of(TestTables.Churn(150, seed: 2), settings);
        Assert.Equal(8, store.Load("experiment").Count);
        Assert.Equal(first.Leaderboard[0].Parameters, again.Trials.First(trial => trial.Trainer == first.Leaderboard[0].Trainer).Parameters);
    }

    [Fact]
    public void Run_EarlierTrials_SaysWhetherTheOptimumMoved()
    {
        var store = new MemoryStudyStore();
        var settings = ShortRun.Quick("left", 4) with { StudyStore = store };
        ShortRun.Of(TestTables.Churn(150), settings);
        var again = ShortRun.Of(TestTables.Churn(150, seed: 2), settings with { StudyStore = null, EarlierTrials = store.Load("experiment"), MaxTrials = 6 });
        Assert.Contains(again.Notes, note => note.StartsWith("The optimum has", StringComparison.Ordinal));
    }

    [Fact]
    public void CreateExperiment_SeveralWrongSettings_NamesAllOfThem()
    {
        var settings = new ExperimentSettings { LabelColumnName = " ", TimeLimit = null, Folds = 1, HoldoutShare = 0.9, Families = ExperimentFamilies.None, MaxConcurrency = 0 };
        var error = Assert.Throws<ArgumentException>(() => ShortRun.Experiment(settings));
        Assert.All(["LabelColumnName", "TimeLimit", "Folds", "HoldoutShare", "Families", "MaxConcurrency"], name => Assert.Contains(name, error.Message, StringComparison.Ordinal));
    }

    [Fact]
    public void Run_AMetricOfAnotherTask_IsRefused()
    {
        var error = Assert.Throws<ArgumentException>(() => ShortRun.Of(TestTables.Churn(50), ShortRun.Settings("left", 5) with { Metric = TuningMetric.RSquared }));
        Assert.Contains("AreaUnderRocCurve", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void CreateExperiment_NullsAndEnds_AreNamed()
    {
        var settings = new ExperimentSettings
        {
            TimeLimit = TimeSpan.FromDays(60),
            MaxConcurrency = 2000,
            Task = PredictionTask.Binary,
            Metric = TuningMetric.RSquared,
            IgnoredColumnNames = null!,
            EarlierTrials = null!,
            Configurations = null!,
            TimeProvider = null!,
        };
        var error = Assert.Throws<ArgumentException>(() => ShortRun.Experiment(settings));
        Assert.All(
            [
                "TimeLimit is 60.00:00:00; give 1 second to 49 days, or null.", "MaxConcurrency is 2000; allowed are 1 to 1024 threads.",
                "Metric is RSquared, which does not suit Task Binary; allowed are AreaUnderRocCurve, ", "IgnoredColumnNames is null", "EarlierTrials is null", "Configurations is null", "TimeProvider is null",
            ],
            text => Assert.Contains(text, error.Message, StringComparison.Ordinal));
    }

    [Fact]
    public void Run_AnIgnoredColumnThatThereIsNot_IsRefused()
    {
        var error = Assert.Throws<ArgumentException>(() => ShortRun.Of(TestTables.Churn(50), ShortRun.Settings("left", 5) with { IgnoredColumnNames = ["plan", "Age"] }));
        Assert.Equal("IgnoredColumnNames names 'Age', but there is no such column. The columns are: amount, plan, age, left. Give one of them.", error.Message);
        var ml = new MLContext(1);
        var rows = TestTables.Rows(ml, 50, row => row % 2 == 0);
        Assert.Contains("'Age'", Assert.Throws<ArgumentException>(() => ml.Tuning().CreateExperiment(ShortRun.Settings("Label", 5) with { IgnoredColumnNames = ["Age"] }).Run(rows)).Message, StringComparison.Ordinal);
    }
}
