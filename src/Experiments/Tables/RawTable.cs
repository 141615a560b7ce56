namespace MLNetTuning.Experiments.Tables;

/// <summary>A table in memory as it was given, column by column, without the rows that have no label.</summary>
/// <param name="Columns">All columns but the label.</param>
/// <param name="Label">The label.</param>
/// <param name="Notes">What was noticed and done on the way, one sentence each.</param>
internal sealed record RawTable(IReadOnlyList<TableColumn> Columns, TableLabel Label, IReadOnlyList<string> Notes)
{
    public int Rows => Label.Values.Length;
}
