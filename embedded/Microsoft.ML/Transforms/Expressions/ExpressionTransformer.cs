using Microsoft.ML.Data;

namespace Microsoft.ML.Transforms;

/// <summary>Computes columns by expressions.</summary>
public sealed class ExpressionTransformer : RowToRowTransformerBase
{
    internal const string Kind = "Expression";

    private readonly ExpressionColumn[] _columns;

    internal ExpressionTransformer(ExpressionColumn[] columns)
    {
        _columns = columns;
    }

    internal static ITransformer Load(ModelReader reader, MLContext context)
    {
        var columns = new ExpressionColumn[reader.ReadInt32(1, ushort.MaxValue)];
        for (var i = 0; i < columns.Length; i++)
        {
            columns[i] = new ExpressionColumn(reader.ReadString(), reader.ReadStrings(), reader.ReadString());
            if (columns[i].Inputs.Length is 0 or > ExpressionColumn.MostInputs)
            {
                throw reader.Corrupt($"an expression reads {columns[i].Inputs.Length} columns");
            }
        }

        return new ExpressionTransformer(columns);
    }

    private protected override RowMapper CreateMapper(DataViewSchema schema) => new ExpressionMapper(schema, _columns);

    private protected override void SaveModel(ModelSaveContext ctx)
    {
        ctx.SetKind(Kind);
        ctx.Writer.Write(_columns.Length);
        foreach (var column in _columns)
        {
            ctx.Writer.Write(column.Output);
            ctx.Writer.WriteArray(column.Inputs);
            ctx.Writer.Write(column.Text);
        }
    }
}
