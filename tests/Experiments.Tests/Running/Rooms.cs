using MLNetTuning.Experiments.Families;
using MLNetTuning.Experiments.Features;
using MLNetTuning.Experiments.Running;
using MLNetTuning.Experiments.Tables;
using MLNetTuning.Trainers;

namespace MLNetTuning.Experiments.Tests.Running;

/// <summary>Small searches' rooms made from a seed.</summary>
internal static class Rooms
{
    /// <summary>A table of two numbers that tell two classes apart with some noise; one split, four fifths to learn from.</summary>
    internal static SearchRoom Binary(int rows, ExperimentSettings? settings = null)
    {
        var random = new Random(3);
        var (x, z, labels) = (new float[rows], new float[rows], new float[rows]);
        for (var row = 0; row < rows; row++)
        {
            (x[row], z[row]) = (random.NextSingle(), random.NextSingle());
            labels[row] = x[row] + (0.5f * z[row]) + (0.4f * random.NextSingle()) > 1 ? 1 : 0;
        }

        var table = new RawTable([new TableColumn("x", x), new TableColumn("z", z)], new TableLabel("y", PredictionTask.Binary, labels, ["no", "yes"]), []);
        var layout = new FeatureLayout(table, FeatureRecognizer.Recognize(table, [], []));
        var train = rows * 4 / 5;
        Split[] splits = [new([.. Enumerable.Range(0, train)], [.. Enumerable.Range(train, rows - train)])];
        settings ??= new ExperimentSettings();
        var clock = new DeadlineClock(settings.TimeProvider, settings.TimeLimit);
        clock.SearchEnd = clock.Limit;
        return new SearchRoom(table, layout, splits, settings with { MaxConcurrency = 1 }, clock);
    }

    /// <summary>A wide table: of so many columns the first few tell the classes apart; one split, four fifths to learn from.</summary>
    internal static SearchRoom Wide(int rows, int columns, int telling, PredictionTask task = PredictionTask.Binary, int seed = 4)
    {
        var random = new Random(seed);
        var labels = new float[rows];
        var built = Enumerable.Range(0, columns).Select(_ => new float[rows]).ToArray();
        for (var row = 0; row < rows; row++)
        {
            labels[row] = task == PredictionTask.Regression ? random.NextSingle() : random.Next(task == PredictionTask.Binary ? 2 : 3);
            for (var column = 0; column < columns; column++)
            {
                built[column][row] = (3 * random.NextSingle()) + (column < telling ? labels[row] * (column % 2 == 0 ? 1 : -1) : 0);
            }
        }

        string[] classes = task switch
        {
            PredictionTask.Binary => ["no", "yes"],
            PredictionTask.Multiclass => ["a", "b", "c"],
            _ => [],
        };
        var table = new RawTable([.. built.Select((values, i) => new TableColumn("c" + i, values))], new TableLabel("y", task, labels, classes), []);
        var train = rows * 4 / 5;
        Split[] splits = [new([.. Enumerable.Range(0, train)], [.. Enumerable.Range(train, rows - train)])];
        var settings = new ExperimentSettings { MaxConcurrency = 1 };
        return new SearchRoom(table, new FeatureLayout(table, FeatureRecognizer.Recognize(table, [], [])), splits, settings, new DeadlineClock(settings.TimeProvider, settings.TimeLimit));
    }

    /// <summary>A configuration that has ended after so many rounds of those it was given.</summary>
    internal static ModelRecord Model(SearchRoom room, Candidate candidate, int length, int rounds, float prediction = 0.5f)
    {
        var predictions = new FloatMatrix(room.Judged.Rows.Length, 1);
        predictions.Values.AsSpan().Fill(prediction);
        var trial = new ExperimentTrial(0, candidate.Trainer, candidate.Describe(), 0.5, 0, length, 1, null);
        return new ModelRecord(trial, candidate, predictions, TaskLoss.PerRow(PredictionTask.Binary, predictions, room.Judged.Labels)) { Curve = new double[rounds] };
    }

    /// <summary>A fit of so many rounds.</summary>
    internal static FoldFit Fit(int rounds) => new(new double[rounds], _ => throw new InvalidOperationException("No model is asked for."));
}
