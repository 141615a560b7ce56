using System.Reflection;

namespace Microsoft.ML.Data;

/// <summary>A row mapper that computes each added column from one input column.</summary>
internal abstract class OneToOneMapper : RowMapper
{
    protected OneToOneMapper(DataViewSchema inputSchema, (string Output, string Input)[] pairs)
        : base(inputSchema)
    {
        Pairs = pairs;
        Sources = Array.ConvertAll(pairs, pair => inputSchema.Find(pair.Input));
    }

    protected (string Output, string Input)[] Pairs { get; }

    /// <summary>The input columns.</summary>
    protected DataViewSchema.Column[] Sources { get; }

    public override DataViewSchema.DetachedColumn[] CreateColumns() =>
        Sources.Select((source, i) => CreateColumn(i, Pairs[i].Output, source)).ToArray();

    public override IEnumerable<int> GetDependencies(int output) => [Sources[output].Index];

    /// <summary>Name, type and annotations of an added column.</summary>
    protected abstract DataViewSchema.DetachedColumn CreateColumn(int index, string name, DataViewSchema.Column source);

    /// <summary>Calls a private generic method (row, source column, index) -> getter of the derived type for the raw types given.</summary>
    protected Delegate Call(string method, DataViewRow row, int index, params Type[] types)
    {
        var info = GetType().GetMethod(method, BindingFlags.NonPublic | BindingFlags.Instance)!.MakeGenericMethod(types);
        return info.CreateDelegate<Func<DataViewRow, DataViewSchema.Column, int, Delegate>>(this)(row, row.Schema[Sources[index].Index], index);
    }
}
