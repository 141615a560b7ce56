using Microsoft.ML.Data;

namespace Microsoft.ML.Transforms;

/// <summary>Tells which values of a column are missing: true where they are.</summary>
public sealed class MissingValueIndicatorTransformer : OneToOneTransformerBase
{
    internal const string Kind = "IndicateMissingValues";
    internal const string Expected = "a type with a missing value: Single, Double or key";

    internal MissingValueIndicatorTransformer((string Output, string Input)[] pairs)
        : base(pairs)
    {
    }

    internal static ITransformer Load(ModelReader reader, MLContext context) => new MissingValueIndicatorTransformer(NamePairs.Read(reader));

    private protected override RowMapper CreateMapper(DataViewSchema schema) => new Mapper(schema, ColumnPairs);

    private protected override void SaveModel(ModelSaveContext ctx)
    {
        ctx.SetKind(Kind);
        NamePairs.Write(ctx.Writer, ColumnPairs);
    }

    private sealed class Mapper : OneToOneMapper
    {
        public Mapper(DataViewSchema schema, (string Output, string Input)[] pairs)
            : base(schema, pairs)
        {
            foreach (var source in Sources)
            {
                if (!MissingValues.IsSupported(source.Type.ItemType()))
                {
                    throw SchemaErrors.WrongType(source.Name, "input", Expected, source.Type.ToString()!);
                }
            }
        }

        protected override DataViewSchema.DetachedColumn CreateColumn(int index, string name, DataViewSchema.Column source)
        {
            var builder = new DataViewSchema.Annotations.Builder();
            builder.Add(source.Annotations, static kind => kind == AnnotationUtils.Kinds.SlotNames);
            builder.AddPrimitiveValue(AnnotationUtils.Kinds.IsNormalized, BooleanDataViewType.Instance, true);
            return new DataViewSchema.DetachedColumn(name, source.Type.WithItem(BooleanDataViewType.Instance), builder.ToAnnotations());
        }

        protected override Delegate CreateGetter(DataViewRow input, int output) =>
            Call(Sources[output].Type is VectorDataViewType ? nameof(OfVector) : nameof(OfScalar), input, output, Sources[output].Type.ItemType().RawType);

        private Delegate OfScalar<T>(DataViewRow row, DataViewSchema.Column column, int index)
        {
            var getter = row.GetGetter<T>(column);
            var test = MissingValues.For<T>(column.Type.ItemType());
            T source = default!;
            return (ValueGetter<bool>)((ref bool value) =>
            {
                getter(ref source);
                value = test(source);
            });
        }

        private Delegate OfVector<T>(DataViewRow row, DataViewSchema.Column column, int index)
        {
            var getter = row.GetGetter<VBuffer<T>>(column);
            var test = MissingValues.For<T>(column.Type.ItemType());
            VBuffer<T> source = default;
            var missing = Array.Empty<bool>();
            return (ValueGetter<VBuffer<bool>>)((ref VBuffer<bool> value) =>
            {
                getter(ref source);
                if (missing.Length < source.Length)
                {
                    missing = new bool[source.Length];
                }

                var flags = missing.AsSpan(0, source.Length);
                flags.Fill(!source.IsDense && test(default!));
                var values = source.GetValues();
                var indices = source.GetIndices();
                for (var i = 0; i < values.Length; i++)
                {
                    flags[source.IsDense ? i : indices[i]] = test(values[i]);
                }

                SparseVectors.Fill<bool>(flags, ref value);
            });
        }
    }
}
