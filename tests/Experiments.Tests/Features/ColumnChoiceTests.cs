using MLNetTuning.Experiments.Families;
using MLNetTuning.Experiments.Features;
using MLNetTuning.Experiments.Running;
using MLNetTuning.Experiments.Tables;
using MLNetTuning.Experiments.Tests.Running;
using MLNetTuning.Trainers;
using MLNetTuning.Trainers.Portable;

namespace MLNetTuning.Experiments.Tests.Features;

public sealed class ColumnChoiceTests
{
    private const int Columns = 1100;

    [Theory]
    [InlineData(PredictionTask.Binary)]
    [InlineData(PredictionTask.Multiclass)]
    [InlineData(PredictionTask.Regression)]
    public void Chosen_FewColumnsTell_AreAmongThem(PredictionTask task)
    {
        var chosen = Rooms.Wide(400, Columns, 6, task).Fold(0).Chosen!;
        Assert.Equal(chosen.Order(), chosen);
        Assert.InRange(chosen.Length, 32, 60);
        Assert.Empty(Enumerable.Range(0, 6).Except(chosen));
    }

    [Fact]
    public void Chosen_ManyColumnsTell_AreNearlyAllThere()
    {
        var chosen = Rooms.Wide(400, Columns, 200).Fold(0).Chosen!;
        Assert.InRange(chosen.Count(column => column < 200), 195, 200);
        Assert.InRange(chosen.Count(column => column >= 200), 50, 260);
    }

    [Fact]
    public void Chosen_NothingTells_AreFew() => Assert.Equal(32, Rooms.Wide(300, Columns, 0).Fold(0).Chosen!.Length);

    [Fact]
    public void Chosen_TableIsNotWide_IsNone()
    {
        var room = Rooms.Wide(100, ColumnChoice.Many, 3);
        Assert.Null(room.Fold(0).Chosen);
        Assert.False(room.IsWide);
        Assert.Same(room.Fold(0).Shown, room.Fold(0).ShownChosen);
    }

    [Fact]
    public void Chosen_OtherValidationLabels_AreTheSame()
    {
        var room = Rooms.Wide(300, Columns, 4);
        var (before, validation) = (room.Fold(0).Chosen!, room.Splits[0].Validation);
        Array.ForEach(validation, row => room.Label.Values[row] = 1 - room.Label.Values[row]);
        Assert.Equal(before, new FoldTable(room.Layout, room.Label, room.Splits[0].Train, validation).Chosen!);
    }

    [Fact]
    public void Scores_Levels_StandBesideNumbers()
    {
        const int Rows = 600;
        var random = new Random(1);
        var features = new FloatMatrix(Rows, 4);
        float[] labels = [.. Enumerable.Range(0, Rows).Select(row => (float)(row % 3))];
        for (var row = 0; row < Rows; row++)
        {
            // Levels that go with the label, levels of chance, a number of chance, a number far out in one row.
            features.Row(row)[0] = random.Next(2) == 0 ? labels[row] : random.Next(5);
            features.Row(row)[1] = random.Next(5);
            features.Row(row)[2] = random.NextSingle();
            features.Row(row)[3] = row == 7 ? 1e9f : labels[row] + (2 * random.NextSingle());
        }

        foreach (var task in new[] { PredictionTask.Multiclass, PredictionTask.Regression })
        {
            var label = new TableLabel("y", task, labels, task == PredictionTask.Multiclass ? ["a", "b", "c"] : []);
            var scores = new ColumnScores(new TrainingData(features, labels), label).All([0, 1]);
            Assert.True(scores[0] > 5, $"{task}: {scores[0]}");
            Assert.All([scores[1], scores[2]], score => Assert.InRange(score, -4, 4));
        }
    }

    [Fact]
    public void Scores_ConstantsAndEmptyColumns_AreTheLowest()
    {
        var features = new FloatMatrix(50, 2);
        for (var row = 0; row < 50; row++)
        {
            (features.Row(row)[0], features.Row(row)[1]) = (4, float.NaN);
        }

        float[] labels = [.. Enumerable.Range(0, 50).Select(row => (float)(row % 2))];
        var scores = new ColumnScores(new TrainingData(features, labels), new TableLabel("y", PredictionTask.Binary, labels, ["no", "yes"])).All([]);
        Assert.All(scores, score => Assert.Equal(double.NegativeInfinity, score));
    }

    [Fact]
    public void Fit_WideTable_EveryFamilyReadsWholeRowsAndLearns()
    {
        var room = Rooms.Wide(400, Columns, 6);
        var fold = room.Fold(0);
        var context = new FitContext(1, static () => false, static () => false, CancellationToken.None);
        Candidate[] candidates =
        [
            new LinearCandidate(), new LinearCandidate { L2 = 1000 }, new BoostingCandidate { Trees = 60 }, new ForestCandidate { Trees = 40 },
            new NetworkCandidate { Kind = NetworkKind.Plain, Width = 32, Epochs = 15 },
        ];
        foreach (var candidate in candidates)
        {
            var fit = candidate.Fit(fold, context);
            var model = fit.At(FoldFit.BestLength([fit]));
            Assert.Equal(Columns, model.Predictor.Inputs);
            Assert.True(fit.Losses.Min() < 0.67, $"{candidate.Trainer}: {fit.Losses.Min()}");
        }

        Assert.Equal(fold.Chosen!.Length, fold.Scaled.Encoder.Inputs.Columns);
    }

    [Fact]
    public void For_WideTable_LinearModelsOfTheChosenAndOfAllColumns()
    {
        var room = Rooms.Wide(300, Columns, 4);
        var context = new FitContext(1, static () => false, static () => false, CancellationToken.None);
        int[] read = [.. Portfolio.For(room).OfType<LinearCandidate>().Select(one => ((LinearPredictor)one.Fit(room.Fold(0), context).At(0).Predictor).Table!.Inputs.Columns)];
        Assert.Equal([room.Fold(0).Chosen!.Length, Columns], read);
    }
}
