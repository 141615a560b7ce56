namespace Microsoft.ML.Data;

/// <summary>A row test given as a delegate.</summary>
internal sealed class DelegateRowTest(IReadOnlyList<int> columns, Func<DataViewRow, Func<bool>> bind) : RowTest
{
    public override IReadOnlyList<int> Columns => columns;

    public override Func<bool> Bind(DataViewRow row) => bind(row);
}
