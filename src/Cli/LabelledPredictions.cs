using System.Globalization;
using MLNetTuning.Experiments.Data;
using MLNetTuning.Experiments.Reports;
using MLNetTuning.Trainers;
using MLNetTuning.Trainers.Portable;

namespace MLNetTuning.Cli;

/// <summary>What a saved model says of the rows of a file that have a label.</summary>
/// <param name="Label">What is predicted.</param>
/// <param name="Values">Rows x 1 probabilities of the second class or values, or rows x classes probabilities.</param>
/// <param name="Classes">The predicted class of each row; empty for regression.</param>
/// <param name="Labels">The labels: 0 or 1, the class number, or the value.</param>
/// <param name="Rows">Rows of the file, those without a label included.</param>
internal sealed record LabelledPredictions(PortableLabel Label, FloatMatrix Values, int[] Classes, float[] Labels, int Rows)
{
    /// <summary>What was odd about the rows, one sentence each.</summary>
    internal IReadOnlyList<string> Warnings { get; init; } = [];

    /// <summary>The rows as a report takes them: none of the search has seen them.</summary>
    internal ReportRows ToReport() => new("Test", Label, Values, Classes, Labels) { IsTest = true };

    /// <summary>All metrics of the task with their intervals.</summary>
    internal IReadOnlyList<MetricEstimate> Metrics() => ModelEvaluation.Of(Label, Values, Labels, Classes);

    internal static LabelledPredictions Of(PortableModel model, string dataPath)
    {
        var (table, texts, warnings, decimalComma) = PortableCsv.Read(model, dataPath);
        if (texts is null)
        {
            throw NoLabel(dataPath, model.Label.Name);
        }

        int[] rows = [.. Enumerable.Range(0, texts.Length).Where(row => !CsvColumn.IsMissing(texts[row]))];
        if (rows.Length == 0)
        {
            throw new InvalidDataException($"{dataPath}: no row has a value in '{model.Label.Name}' to compare with. Give rows with labels.");
        }

        float[] labels = [.. rows.Select(row => Number(model.Label, texts[row], decimalComma, (dataPath, row)))];
        var predictions = model.Predict(table, Environment.ProcessorCount);
        var values = predictions.Probabilities is { } p ? new FloatMatrix(rows.Length, 1, [.. rows.Select(row => p[row])]) : predictions.Scores.Select(rows);
        int[] classes = model.Label.Task == PredictionTask.Regression ? [] : [.. rows.Select(predictions.PredictedClass)];
        return new LabelledPredictions(model.Label, values, classes, labels, texts.Length) { Warnings = warnings };
    }

    /// <summary>Refuses a file that <see cref="Of"/> could not read, before a long search rather than after it.</summary>
    internal static void Check(string dataPath, string label)
    {
        using var file = CsvFile.Open(dataPath, label);
        if (!file.Names.Contains(label))
        {
            throw NoLabel(dataPath, label);
        }
    }

    private static InvalidDataException NoLabel(string dataPath, string label) => new($"{dataPath}, line 1: there is no column '{label}' to compare with.");

    private static float Number(PortableLabel label, string text, bool decimalComma, (string Path, int Row) place)
    {
        if (label.Task == PredictionTask.Regression)
        {
            return PortableCsv.Number(text, decimalComma)
                ?? throw new InvalidDataException($"{place.Path}, row {place.Row + 1}: the label '{text}' is not a number.");
        }

        for (var i = 0; i < label.Classes.Count; i++)
        {
            if (label.Classes[i] == text)
            {
                return i;
            }
        }

        // One program writes 1, another 1.0.
        if (float.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number))
        {
            for (var i = 0; i < label.Classes.Count; i++)
            {
                if (float.TryParse(label.Classes[i], NumberStyles.Float, CultureInfo.InvariantCulture, out var other) && other == number)
                {
                    return i;
                }
            }
        }

        const int Shown = 20;
        var classes = string.Join(", ", label.Classes.Take(Shown)) + (label.Classes.Count > Shown ? $" and {label.Classes.Count - Shown} more" : string.Empty);
        throw new InvalidDataException($"{place.Path}, row {place.Row + 1}: the label '{text}' is no class of the model ({classes}).");
    }
}
