using System.Runtime.InteropServices;
using Microsoft.ML.Trainers;

namespace Microsoft.ML.Data;

/// <summary>Reads a binary classifier's predictions and measures them.</summary>
internal sealed class BinaryEvaluator
{
    private readonly List<float> _scores = [];
    private readonly List<bool> _positives = [];
    private readonly BinaryCounts _counts = new();
    private readonly string[] _classNames;

    private BinaryEvaluator(DataViewSchema.Column label) => _classNames = ClassNames(label);

    internal static BinaryClassificationMetrics Evaluate(IDataView data, string label, string score)
    {
        var evaluator = Read(data, label, score, null);
        var (roc, precisionRecall) = evaluator.Areas();
        return new BinaryClassificationMetrics(evaluator._counts, roc, precisionRecall, evaluator.Confusion());
    }

    internal static CalibratedBinaryClassificationMetrics Evaluate(IDataView data, string label, string score, string probability)
    {
        var evaluator = Read(data, label, score, probability);
        var (roc, precisionRecall) = evaluator.Areas();
        return new CalibratedBinaryClassificationMetrics(evaluator._counts, roc, precisionRecall, evaluator.Confusion());
    }

    private static BinaryEvaluator Read(IDataView data, string label, string score, string? probability)
    {
        var labelColumn = EvaluationColumns.BinaryLabel(data.Schema, label);
        var scoreColumn = EvaluationColumns.Single(data.Schema, score, "score");
        var probabilityColumn = probability is null ? (DataViewSchema.Column?)null : EvaluationColumns.Single(data.Schema, probability, "probability");
        var evaluator = new BinaryEvaluator(labelColumn);
        using var cursor = data.GetRowCursor(probabilityColumn is { } needed ? [labelColumn, scoreColumn, needed] : [labelColumn, scoreColumn]);
        var readLabel = LabelReader.Create(cursor, labelColumn);
        var getScore = cursor.GetGetter<float>(scoreColumn);
        var getProbability = probabilityColumn is { } column ? cursor.GetGetter<float>(column) : null;
        float rowScore = 0;
        while (cursor.MoveNext())
        {
            var rowLabel = readLabel();
            getScore(ref rowScore);
            var rowProbability = float.NaN;
            getProbability?.Invoke(ref rowProbability);
            if (float.IsFinite(rowScore) && !float.IsNaN(rowLabel))
            {
                evaluator.Add(rowLabel > 0, rowScore, rowProbability);
            }
        }

        return evaluator;
    }

    private void Add(bool positive, float score, float probability)
    {
        _scores.Add(score);
        _positives.Add(positive);
        _counts.Add(positive, score, probability);
    }

    /// <exception cref="ArgumentOutOfRangeException">Only one class is there, so no area is defined.</exception>
    private (double Roc, double PrecisionRecall) Areas()
    {
        if (!_positives.Contains(true) || !_positives.Contains(false))
        {
            var missing = _positives.Contains(true) ? "negative" : "positive";
            throw new ArgumentOutOfRangeException(
                "data", $"AUC is not defined when there is no {missing} class in the data: of {_scores.Count} rows with a label and a score none is {missing}. Evaluate on rows of both classes.");
        }

        var scores = CollectionsMarshal.AsSpan(_scores);
        var positives = CollectionsMarshal.AsSpan(_positives);
        var order = RankedScores.Order(scores);
        return (RankedScores.AreaUnderRocCurve(order, scores, positives), RankedScores.AreaUnderPrecisionRecallCurve(order, positives));
    }

    private ConfusionMatrix Confusion() => new(
        [[_counts.TruePositives, _counts.FalseNegatives], [_counts.FalsePositives, _counts.TrueNegatives]], _classNames, binary: true);

    private static string[] ClassNames(DataViewSchema.Column label)
    {
        if (label.Type is KeyDataViewType && label.HasKeyValues())
        {
            VBuffer<ReadOnlyMemory<char>> values = default;
            label.GetKeyValues(ref values);
            return values.DenseValues().Select(static value => value.ToString()).ToArray();
        }

        return ["positive", "negative"];
    }
}
