using MLNetTuning.Trainers;
using MLNetTuning.Trainers.Portable;

namespace MLNetTuning.Experiments.Reports;

/// <summary>Kept rows with labels and predictions.</summary>
/// <param name="Name">What a reader calls them.</param>
/// <param name="IsTest">Rows that no choice of the search has seen.</param>
/// <param name="Labels">The labels.</param>
/// <param name="Values">Predictions, row by row.</param>
/// <param name="Columns">Predictions a row.</param>
/// <param name="Classes">The class decided on for each row; empty for regression.</param>
internal sealed record RowsRecord(string Name, bool IsTest, float[] Labels, float[] Values, int Columns, int[] Classes)
{
    // Beyond it a file would be large and the figures no surer: rows are taken at even distances.
    private const int MostValues = 2_000_000;

    public static RowsRecord Of(ReportRows rows)
    {
        var columns = rows.Values.Columns;
        var every = (int)Math.Max(1, (((long)rows.Count * columns) + MostValues - 1) / MostValues);
        int[] kept = [.. Enumerable.Range(0, rows.Count).Where(row => row % every == 0)];
        return new RowsRecord(
            rows.Name, rows.IsTest, Array.ConvertAll(kept, row => rows.Labels[row]), rows.Values.Select(kept).Values[..(kept.Length * columns)], columns,
            rows.Classes.Length == 0 ? [] : Array.ConvertAll(kept, row => rows.Classes[row]));
    }

    public ReportRows ToRows(PortableLabel label) => new(Name, label, new FloatMatrix(Labels.Length, Columns, Values), Classes, Labels) { IsTest = IsTest };

    /// <summary>Whether the lengths fit together and the model's label.</summary>
    public bool Fits(PortableLabel label) => Columns == label.Outputs && Values.Length == Labels.Length * Columns && (Classes.Length == Labels.Length || label.Task == PredictionTask.Regression);
}
