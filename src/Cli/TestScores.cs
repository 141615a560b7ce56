using System.Globalization;
using MLNetTuning.Trainers;
using MLNetTuning.Trainers.Metrics;

namespace MLNetTuning.Cli;

/// <summary>Scores of a model on rows with labels, in one line; the accuracy is that of the classes it answers.</summary>
internal static class TestScores
{
    internal static string Of(LabelledPredictions rows)
    {
        var (values, labels) = (rows.Values.Values, rows.Labels);
        var accuracy = rows.Classes.Zip(labels).Count(row => row.First == (int)row.Second) / (double)labels.Length;
        var scores = rows.Label.Task switch
        {
            PredictionTask.Binary => string.Create(CultureInfo.InvariantCulture,
                $"accuracy={accuracy:0.0000} auc={BinaryMetrics.AreaUnderRocCurve(values, labels):0.0000} logloss={BinaryMetrics.LogLoss(values, labels):0.0000}"),
            PredictionTask.Multiclass => string.Create(CultureInfo.InvariantCulture,
                $"accuracy={accuracy:0.0000} logloss={MulticlassMetrics.LogLoss(rows.Values, labels):0.0000}"),
            _ => string.Create(CultureInfo.InvariantCulture,
                $"rmse={RegressionMetrics.RootMeanSquaredError(values, labels):0.####} mae={RegressionMetrics.MeanAbsoluteError(values, labels):0.####} r2={RegressionMetrics.RSquared(values, labels):0.0000}"),
        };
        return labels.Length == rows.Rows ? scores : $"{scores} ({labels.Length} of {rows.Rows} rows have a label)";
    }
}
