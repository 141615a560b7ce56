using Microsoft.ML.Data;

namespace Microsoft.ML.Transforms;

/// <summary>Keeps columns, in the order named, or drops them.</summary>
public sealed class ColumnSelectingTransformer : ITransformer
{
    internal const string Kind = "SelectColumns";

    internal ColumnSelectingTransformer(string[] columns, bool keep, bool keepHidden)
    {
        Columns = columns;
        Keep = keep;
        KeepHidden = keepHidden;
    }

    bool ITransformer.IsRowToRowMapper => true;

    internal string[] Columns { get; }

    internal bool Keep { get; }

    internal bool KeepHidden { get; }

    /// <summary>The schema after the selection.</summary>
    /// <param name="inputSchema">The schema before.</param>
    /// <exception cref="ArgumentOutOfRangeException">A column is missing.</exception>
    public DataViewSchema GetOutputSchema(DataViewSchema inputSchema)
    {
        ArgumentNullException.ThrowIfNull(inputSchema);
        return new SelectionMapper(inputSchema, Sources(inputSchema)).OutputSchema;
    }

    /// <summary>The data with the columns selected.</summary>
    /// <param name="input">The data.</param>
    public IDataView Transform(IDataView input)
    {
        ArgumentNullException.ThrowIfNull(input);
        return new SelectionDataView(input, new SelectionMapper(input.Schema, Sources(input.Schema)));
    }

    IRowToRowMapper ITransformer.GetRowToRowMapper(DataViewSchema inputSchema)
    {
        ArgumentNullException.ThrowIfNull(inputSchema);
        return new SelectionMapper(inputSchema, Sources(inputSchema));
    }

    void ICanSaveModel.Save(ModelSaveContext ctx)
    {
        ctx.SetKind(Kind);
        ctx.Writer.WriteArray(Columns);
        ctx.Writer.Write(Keep);
        ctx.Writer.Write(KeepHidden);
    }

    internal static ITransformer Load(ModelReader reader, MLContext context) =>
        new ColumnSelectingTransformer(reader.ReadStrings(), reader.ReadBoolean(), reader.ReadBoolean());

    private int[] Sources(DataViewSchema schema)
    {
        foreach (var name in Columns)
        {
            schema.Find(name);
        }

        return Keep
            ? Columns.SelectMany(name => schema.Where(c => c.Name == name && (KeepHidden || !c.IsHidden))).Select(static c => c.Index).ToArray()
            : schema.Where(c => !Columns.Contains(c.Name)).Select(static c => c.Index).ToArray();
    }
}
