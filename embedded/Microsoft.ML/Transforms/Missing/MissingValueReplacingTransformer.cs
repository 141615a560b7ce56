using System.Numerics;
using Microsoft.ML.Data;

namespace Microsoft.ML.Transforms;

/// <summary>Replaces missing values (NaN) by those learned.</summary>
public sealed class MissingValueReplacingTransformer : OneToOneTransformerBase
{
    internal const string Kind = "ReplaceMissingValues";
    internal const string Expected = "scalar or vector of Single or Double";

    private readonly double[][] _replacements;

    internal MissingValueReplacingTransformer((string Output, string Input)[] pairs, double[][] replacements)
        : base(pairs)
    {
        _replacements = replacements;
    }

    internal static bool IsSupported(DataViewType item) => item.RawType == typeof(float) || item.RawType == typeof(double);

    internal static DataViewSchema.Column CheckType(DataViewSchema.Column column) => IsSupported(column.Type.ItemType())
        ? column
        : throw SchemaErrors.WrongType(column.Name, "input", Expected, column.Type.ToString()!);

    internal static ITransformer Load(ModelReader reader, MLContext context)
    {
        var pairs = NamePairs.Read(reader);
        var replacements = new double[pairs.Length][];
        for (var i = 0; i < replacements.Length; i++)
        {
            replacements[i] = reader.ReadArray<double>();
            if (replacements[i].Length == 0)
            {
                throw reader.Corrupt("a replacement is missing");
            }
        }

        return new MissingValueReplacingTransformer(pairs, replacements);
    }

    private protected override RowMapper CreateMapper(DataViewSchema schema) => new Mapper(schema, ColumnPairs, _replacements);

    private protected override void SaveModel(ModelSaveContext ctx)
    {
        ctx.SetKind(Kind);
        NamePairs.Write(ctx.Writer, ColumnPairs);
        foreach (var replacement in _replacements)
        {
            ctx.Writer.WriteArray(replacement);
        }
    }

    private sealed class Mapper : OneToOneMapper
    {
        private readonly double[][] _replacements;

        public Mapper(DataViewSchema schema, (string Output, string Input)[] pairs, double[][] replacements)
            : base(schema, pairs)
        {
            _replacements = replacements;
            for (var i = 0; i < Sources.Length; i++)
            {
                CheckType(Sources[i]);
                if (replacements[i].Length > 1 && Sources[i].Type.ValueCount() != replacements[i].Length)
                {
                    throw SchemaErrors.WrongType(Sources[i].Name, "input", $"vector of {replacements[i].Length} slots", Sources[i].Type.ToString()!);
                }
            }
        }

        protected override DataViewSchema.DetachedColumn CreateColumn(int index, string name, DataViewSchema.Column source)
        {
            var builder = new DataViewSchema.Annotations.Builder();
            builder.Add(source.Annotations, static kind => kind is AnnotationUtils.Kinds.SlotNames or AnnotationUtils.Kinds.IsNormalized);
            return new DataViewSchema.DetachedColumn(name, source.Type, builder.ToAnnotations());
        }

        public override FeatureSource? CreateFeatures(DataViewRow input, int output) => Sources[output].Type == NumberDataViewType.Single
            ? new ReplacedFeatures(input.GetGetter<float>(input.Schema[Sources[output].Index]), (float)_replacements[output][0])
            : null;

        public override object? CreateRuns(IColumnRuns input, int output)
        {
            var replacement = _replacements[output][0];
            return input.GetRuns(Sources[output].Index, distinct: false) switch
            {
                ColumnRuns<float> runs => new MissingValueRuns<float>(runs, (float)replacement),
                ColumnRuns<double> runs => new MissingValueRuns<double>(runs, replacement),
                _ => null,
            };
        }

        protected override Delegate CreateGetter(DataViewRow input, int output) =>
            Call(Sources[output].Type is VectorDataViewType ? nameof(OfVector) : nameof(OfScalar), input, output, Sources[output].Type.ItemType().RawType);

        private Delegate OfScalar<T>(DataViewRow row, DataViewSchema.Column column, int index)
            where T : unmanaged, INumberBase<T>
        {
            var getter = row.GetGetter<T>(column);
            var replacement = T.CreateTruncating(_replacements[index][0]);
            return (ValueGetter<T>)((ref T value) =>
            {
                getter(ref value);
                if (T.IsNaN(value))
                {
                    value = replacement;
                }
            });
        }

        private Delegate OfVector<T>(DataViewRow row, DataViewSchema.Column column, int index)
            where T : unmanaged, INumberBase<T>
        {
            var getter = row.GetGetter<VBuffer<T>>(column);
            var replacements = Array.ConvertAll(_replacements[index], static r => T.CreateTruncating(r));
            return (ValueGetter<VBuffer<T>>)((ref VBuffer<T> value) =>
            {
                getter(ref value);
                var indices = value.IsDense ? [] : value.GetIndices().ToArray();
                var editor = VBufferEditor.CreateFromBuffer(ref value);
                for (var i = 0; i < editor.Values.Length; i++)
                {
                    if (T.IsNaN(editor.Values[i]))
                    {
                        editor.Values[i] = replacements.Length == 1 ? replacements[0] : replacements[indices.Length > 0 ? indices[i] : i];
                    }
                }

                value = editor.Commit();
            });
        }
    }
}
