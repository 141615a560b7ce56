using Microsoft.ML.Data;

namespace Microsoft.ML.Transforms;

/// <summary>Scales numbers by what was learned of their range or spread.</summary>
public sealed partial class NormalizingTransformer : OneToOneTransformerBase
{
    internal const string Kind = "Normalize";

    private readonly NormalizerColumn[] _columns;

    internal NormalizingTransformer((string Output, string Input)[] pairs, NormalizerColumn[] columns)
        : base(pairs)
    {
        _columns = columns;
    }

    /// <summary>What was learned of one column.</summary>
    /// <param name="index">Which of the columns, from 0.</param>
    /// <exception cref="ArgumentOutOfRangeException">There is no such column.</exception>
    public NormalizerModelParametersBase GetNormalizerModelParameters(int index)
    {
        if ((uint)index >= (uint)_columns.Length)
        {
            throw new ArgumentOutOfRangeException(nameof(index), index, $"Not valid. Valid range is from 0 (inclusive) to {_columns.Length} (exclusive) but got {index}.");
        }

        return _columns[index].Function.Parameters;
    }

    internal static ITransformer Load(ModelReader reader, MLContext context)
    {
        var pairs = NamePairs.Read(reader);
        var columns = new NormalizerColumn[pairs.Length];
        for (var i = 0; i < columns.Length; i++)
        {
            var type = SchemaFile.ReadType(reader);
            columns[i] = new NormalizerColumn(type, NormalizerFunction.Read(reader, type));
        }

        return new NormalizingTransformer(pairs, columns);
    }

    private protected override RowMapper CreateMapper(DataViewSchema schema) => new Mapper(schema, ColumnPairs, _columns);

    private protected override void SaveModel(ModelSaveContext ctx)
    {
        ctx.SetKind(Kind);
        NamePairs.Write(ctx.Writer, ColumnPairs);
        foreach (var column in _columns)
        {
            SchemaFile.WriteType(ctx.Writer, column.Type);
            column.Function.Write(ctx.Writer);
        }
    }

    private sealed class Mapper : OneToOneMapper
    {
        private readonly NormalizerColumn[] _columns;

        public Mapper(DataViewSchema schema, (string Output, string Input)[] pairs, NormalizerColumn[] columns)
            : base(schema, pairs)
        {
            _columns = columns;
            for (var i = 0; i < columns.Length; i++)
            {
                NormalizerColumn.CheckType(Sources[i]);
                if (Sources[i].Type.RawType != columns[i].Type.RawType || Sources[i].Type.ValueCount() != columns[i].Type.ValueCount())
                {
                    throw SchemaErrors.WrongType(Sources[i].Name, "input", columns[i].Type.ToString()!, Sources[i].Type.ToString()!);
                }
            }
        }

        protected override DataViewSchema.DetachedColumn CreateColumn(int index, string name, DataViewSchema.Column source)
        {
            var builder = new DataViewSchema.Annotations.Builder();
            builder.AddPrimitiveValue(AnnotationUtils.Kinds.IsNormalized, BooleanDataViewType.Instance, true);
            builder.Add(source.Annotations, static kind => kind == AnnotationUtils.Kinds.SlotNames);
            return new DataViewSchema.DetachedColumn(name, _columns[index].Type, builder.ToAnnotations());
        }

        protected override Delegate CreateGetter(DataViewRow input, int output) =>
            _columns[output].Function.CreateGetter(input, input.Schema[Sources[output].Index]);
    }
}
