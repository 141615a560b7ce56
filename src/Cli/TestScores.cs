using System.Globalization;
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
            throw new InvalidDataException($"{dataPath}, line 1: there is no column '{model.Label.Name}' to compare with.");
        }

        var predictions = model.Predict(table, Environment.ProcessorCount);
        float[] labels = [.. texts.Select((t, row) => Label(model.Label, t, row, dataPath))];
        return model.Label.Task switch
        {
            PredictionTask.Binary => string.Create(CultureInfo.InvariantCulture,
                $"accuracy={BinaryMetrics.Accuracy(predictions.Probabilities, labels):0.0000} auc={BinaryMetrics.AreaUnderRocCurve(predictions.Probabilities, labels):0.0000} logloss={BinaryMetrics.LogLoss(predictions.Probabilities, labels):0.0000}"),
            PredictionTask.Multiclass => string.Create(CultureInfo.InvariantCulture,
                $"accuracy={MulticlassMetrics.MicroAccuracy(predictions.Scores, labels):0.0000} logloss={MulticlassMetrics.LogLoss(predictions.Scores, labels):0.0000}"),
            _ => string.Create(CultureInfo.InvariantCulture,
                $"rmse={RegressionMetrics.RootMeanSquaredError(predictions.Scores.Values, labels):0.####} mae={RegressionMetrics.MeanAbsoluteError(predictions.Scores.Values, labels):0.####} r2={RegressionMetrics.RSquared(predictions.Scores.Values, labels):0.0000}"),
        };
    }

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
