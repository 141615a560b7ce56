using MLNetTuning.Experiments.Tables;
using MLNetTuning.Trainers.Portable;

namespace MLNetTuning.Experiments.Running;

/// <summary>What a report tells beyond the result itself.</summary>
/// <param name="Threshold">The probability above which class 1 is predicted.</param>
/// <param name="Traces">The configurations that succeeded, in the order they ended.</param>
/// <param name="Sample">The columns the model reads, of some of the judged rows.</param>
/// <param name="SampleLabels">Their labels.</param>
internal sealed record ResultDetails(float Threshold, IReadOnlyList<TrialTrace> Traces, IReadOnlyList<TableColumn> Sample, float[] SampleLabels)
{
    private const int SampleRows = 2000;

    public static ResultDetails Of(SearchRoom room, IReadOnlyList<ModelRecord> models, FinishedModel finished)
    {
        int[] rows = [.. room.Judged.Rows];
        new Random(room.Settings.Seed).Shuffle(rows);
        rows = rows[..Math.Min(rows.Length, SampleRows)];
        return new ResultDetails(
            finished.Threshold,
            [.. models.Select(model => new TrialTrace(model.Trial, model.Candidate, model.Curve))],
            [.. room.Layout.Features.Select(feature => feature.Column.Select(rows))],
            Array.ConvertAll(rows, row => room.Label.Values[row]));
    }

    /// <summary>The sample's first rows as a model reads them.</summary>
    public PortableTable Table(int rows)
    {
        int[] first = [.. Enumerable.Range(0, rows)];
        var table = new PortableTable(rows);
        foreach (var column in Sample)
        {
            Put(table, column.Select(first));
        }

        return table;
    }

    /// <summary>Sets a column of a table.</summary>
    public static void Put(PortableTable table, TableColumn column)
    {
        if (column.Codes is { } codes)
        {
            table.Set(column.Name, Array.ConvertAll(codes, code => code < 0 ? null : column.Levels[code]));
        }
        else
        {
            table.Set(column.Name, column.Numbers!, column.Size);
        }
    }
}
