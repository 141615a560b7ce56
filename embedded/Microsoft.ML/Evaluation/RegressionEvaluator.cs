using Microsoft.ML.Trainers;

namespace Microsoft.ML.Data;

/// <summary>Reads a regression's predictions and measures them.</summary>
internal static class RegressionEvaluator
{
    internal static RegressionMetrics Evaluate(IDataView data, string label, string score)
    {
        var labelColumn = EvaluationColumns.Single(data.Schema, label, "label");
        var scoreColumn = EvaluationColumns.Single(data.Schema, score, "score");
        var sums = new RegressionSums();
        using var cursor = data.GetRowCursor([labelColumn, scoreColumn]);
        var getLabel = cursor.GetGetter<float>(labelColumn);
        var getScore = cursor.GetGetter<float>(scoreColumn);
        float rowLabel = 0;
        float rowScore = 0;
        while (cursor.MoveNext())
        {
            getLabel(ref rowLabel);
            getScore(ref rowScore);
            if (!float.IsNaN(rowLabel) && !float.IsNaN(rowScore))
            {
                sums.Add(rowLabel, rowScore);
            }
        }

        return new RegressionMetrics(sums);
    }
}
