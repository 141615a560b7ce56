using System.Globalization;
using Microsoft.ML.Trainers;

namespace Microsoft.ML.Data;

/// <summary>Reads a multiclass classifier's predictions and measures them.</summary>
internal static class MulticlassEvaluator
{
    internal static MulticlassClassificationMetrics Evaluate(IDataView data, string label, string score, int topK)
    {
        var labelColumn = EvaluationColumns.MulticlassLabel(data.Schema, label);
        var scoreColumn = EvaluationColumns.Scores(data.Schema, score);
        var classes = ((VectorDataViewType)scoreColumn.Type).Size;
        var counts = new MulticlassCounts(classes);
        using (var cursor = data.GetRowCursor([labelColumn, scoreColumn]))
        {
            var readLabel = LabelReader.Create(cursor, labelColumn);
            var scores = new FeatureReader(cursor, scoreColumn, classes);
            var row = new float[classes];
            while (cursor.MoveNext())
            {
                var rowLabel = readLabel();

                // A label that is missing, negative or not whole is of no class.
                if (!(rowLabel >= 0) || rowLabel != (int)rowLabel)
                {
                    continue;
                }

                scores.ReadInto(row);
                if (Finite.All(row))
                {
                    counts.Add((int)rowLabel, row);
                }
            }
        }

        return new MulticlassClassificationMetrics(counts, topK, new ConfusionMatrix(counts.Confusion, ClassNames(scoreColumn, classes), binary: false));
    }

    private static IReadOnlyList<string> ClassNames(DataViewSchema.Column score, int classes)
    {
        if (score.HasSlotNames())
        {
            VBuffer<ReadOnlyMemory<char>> names = default;
            score.GetSlotNames(ref names);
            return names.DenseValues().Select(static name => name.ToString()).ToArray();
        }

        return Enumerable.Range(0, classes).Select(static k => k.ToString(CultureInfo.InvariantCulture)).ToArray();
    }
}
