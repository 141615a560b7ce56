using System.Globalization;
using MLNetTuning.Experiments.Data;
using MLNetTuning.Trainers;
using MLNetTuning.Trainers.Metrics;
using MLNetTuning.Trainers.Portable;

namespace MLNetTuning.Cli;

/// <summary>Scores of a saved model on a file with labels.</summary>
internal static class TestScores
{
    internal static string Of(string modelPath, string dataPath)
    {
        var model = PortableModelFile.Load(modelPath);
        var (table, texts) = PortableCsv.Read(model, dataPath);
        if (texts is null)
        {
            throw NoLabel(dataPath, model.Label.Name);
        }

        int[] rows = [.. Enumerable.Range(0, texts.Length).Where(row => !CsvColumn.IsMissing(texts[row]))];
        if (rows.Length == 0)
        {
            throw new InvalidDataException($"{dataPath}: no row has a value in '{model.Label.Name}' to compare with. Give rows with labels.");
        }

        var predictions = model.Predict(table, Environment.ProcessorCount);
        float[] labels = [.. rows.Select(row => Label(model.Label, texts[row], row, dataPath))];
        var scores = Scores(model.Label.Task, predictions.Scores.Select(rows), predictions.Probabilities is { } p ? [.. rows.Select(row => p[row])] : [], labels);
        return rows.Length == texts.Length ? scores : $"{scores} ({rows.Length} of {texts.Length} rows have a label)";
    }

    /// <summary>Refuses a file that <see cref="Of"/> could not read, before a long search rather than after it.</summary>
    internal static void Check(string dataPath, string label)
    {
        using var file = CsvFile.Open(dataPath);
        if (!file.Names.Contains(label))
        {
            throw NoLabel(dataPath, label);
        }
    }

    private static InvalidDataException NoLabel(string dataPath, string label) => new($"{dataPath}, line 1: there is no column '{label}' to compare with.");

    private static string Scores(PredictionTask task, FloatMatrix scores, float[] probabilities, float[] labels) => task switch
    {
        PredictionTask.Binary => string.Create(CultureInfo.InvariantCulture,
            $"accuracy={BinaryMetrics.Accuracy(probabilities, labels):0.0000} auc={BinaryMetrics.AreaUnderRocCurve(probabilities, labels):0.0000} logloss={BinaryMetrics.LogLoss(probabilities, labels):0.0000}"),
        PredictionTask.Multiclass => string.Create(CultureInfo.InvariantCulture,
            $"accuracy={MulticlassMetrics.MicroAccuracy(scores, labels):0.0000} logloss={MulticlassMetrics.LogLoss(scores, labels):0.0000}"),
        _ => string.Create(CultureInfo.InvariantCulture,
            $"rmse={RegressionMetrics.RootMeanSquaredError(scores.Values, labels):0.####} mae={RegressionMetrics.MeanAbsoluteError(scores.Values, labels):0.####} r2={RegressionMetrics.RSquared(scores.Values, labels):0.0000}"),
    };

    private static float Label(PortableLabel label, string text, int row, string path)
    {
        if (label.Task == PredictionTask.Regression)
        {
            return float.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var value)
                ? value
                : throw new InvalidDataException($"{path}, row {row + 1}: the label '{text}' is not a number.");
        }

        for (var i = 0; i < label.Classes.Count; i++)
        {
            if (label.Classes[i] == text)
            {
                return i;
            }
        }

        throw new InvalidDataException($"{path}, row {row + 1}: the label '{text}' is no class of the model ({string.Join(", ", label.Classes)}).");
    }
}
