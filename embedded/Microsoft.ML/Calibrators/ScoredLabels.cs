using Microsoft.ML.Data;
using Microsoft.ML.Trainers;

namespace Microsoft.ML.Calibrators;

/// <summary>Scores with their labels.</summary>
internal sealed class ScoredLabels
{
    private ScoredLabels(float[] scores, float[] labels, float[] weights)
    {
        Scores = scores;
        Labels = labels;
        Weights = weights;
    }

    internal float[] Scores { get; }

    internal float[] Labels { get; }

    /// <summary>One weight a row; empty when there is no weight column.</summary>
    internal float[] Weights { get; }

    /// <exception cref="InvalidOperationException">No row has a label and a finite score.</exception>
    internal static ScoredLabels Read(IDataView data, string label, string score, string? weight)
    {
        var labelColumn = EvaluationColumns.BinaryLabel(data.Schema, label);
        var scoreColumn = EvaluationColumns.Single(data.Schema, score, "score");
        var weightColumn = weight is null ? (DataViewSchema.Column?)null : EvaluationColumns.Single(data.Schema, weight, "weight");
        var (scores, labels, weights) = (new List<float>(), new List<float>(), new List<float>());
        using var cursor = data.GetRowCursor(weightColumn is { } needed ? [labelColumn, scoreColumn, needed] : [labelColumn, scoreColumn]);
        var readLabel = LabelReader.Create(cursor, labelColumn);
        var getScore = cursor.GetGetter<float>(scoreColumn);
        var getWeight = weightColumn is { } column ? cursor.GetGetter<float>(column) : null;
        float rowScore = 0;
        float rowWeight = 1;
        while (cursor.MoveNext())
        {
            var rowLabel = readLabel();
            getScore(ref rowScore);
            getWeight?.Invoke(ref rowWeight);
            if (!float.IsNaN(rowLabel) && float.IsFinite(rowScore) && float.IsFinite(rowWeight) && rowWeight >= 0)
            {
                scores.Add(rowScore);
                labels.Add(rowLabel > 0 ? 1 : 0);
                weights.Add(rowWeight);
            }
        }

        return scores.Count > 0
            ? new ScoredLabels([.. scores], [.. labels], weightColumn is null ? [] : [.. weights])
            : throw new InvalidOperationException($"There is nothing to calibrate on: no row has both a '{label}' label and a finite '{score}'.");
    }
}
