using Microsoft.ML;
using Microsoft.ML.Data;
using MLNetTuning.Trainers;

namespace MLNetTuning.Estimators.Scoring;

/// <summary>Reads what a fitted pipeline predicts into a matrix.</summary>
internal static class PredictionReader
{
    /// <summary>Probabilities of the positive class (binary), class probabilities (multiclass) or values (regression), a row each.</summary>
    internal static FloatMatrix Read(IDataView scored, PredictionTask task)
    {
        var name = task == PredictionTask.Binary ? "Probability" : "Score";
        var column = scored.Schema.GetColumnOrNull(name) ?? throw new InvalidOperationException(
            task == PredictionTask.Binary
                ? "The trainer gives no column 'Probability'. Append a calibrator to it (BinaryClassification.Calibrators.Platt)."
                : "The trainer gives no column 'Score'. The last estimator of a pipeline must be a trainer.");
        return task == PredictionTask.Multiclass ? ReadVectors(scored, column) : ReadScalars(scored, column);
    }

    private static FloatMatrix ReadScalars(IDataView scored, DataViewSchema.Column column)
    {
        var values = new List<float>();
        using var cursor = scored.GetRowCursor([column]);
        var getter = cursor.GetGetter<float>(column);
        var value = 0f;
        while (cursor.MoveNext())
        {
            getter(ref value);
            values.Add(value);
        }

        return new FloatMatrix(values.Count, 1, [.. values]);
    }

    private static FloatMatrix ReadVectors(IDataView scored, DataViewSchema.Column column)
    {
        var values = new List<float>();
        var rows = 0;
        var width = 0;
        using var cursor = scored.GetRowCursor([column]);
        var getter = cursor.GetGetter<VBuffer<float>>(column);
        VBuffer<float> value = default;
        while (cursor.MoveNext())
        {
            getter(ref value);
            width = value.Length;
            values.AddRange(value.DenseValues());
            rows++;
        }

        return new FloatMatrix(rows, width, [.. values]);
    }

    /// <summary>The same predictions with each output in the place of its class.</summary>
    internal static FloatMatrix InOrder(FloatMatrix predictions, int[] map, int classes)
    {
        var ordered = new FloatMatrix(predictions.Rows, classes);
        for (var row = 0; row < predictions.Rows; row++)
        {
            for (var k = 0; k < map.Length; k++)
            {
                ordered.Row(row)[map[k]] = predictions.Row(row)[k];
            }
        }

        return ordered;
    }
}
