using Microsoft.ML.Data;

namespace Microsoft.ML.Transforms;

/// <summary>Converts columns to another type.</summary>
public sealed class TypeConvertingTransformer : OneToOneTransformerBase
{
    internal const string Kind = "ConvertType";

    internal TypeConvertingTransformer((string Output, string Input)[] columns, DataKind outputKind)
        : base(columns)
    {
        if (!Enum.IsDefined(outputKind))
        {
            throw new ArgumentOutOfRangeException(nameof(outputKind), outputKind, "Not a kind of data.");
        }

        OutputKind = outputKind;
    }

    internal DataKind OutputKind { get; }

    internal static ITransformer Load(ModelReader reader, MLContext context) => new TypeConvertingTransformer(
        NamePairs.Read(reader),
        (DataKind)reader.ReadInt32((int)DataKind.SByte, (int)DataKind.DateTimeOffset));

    private protected override RowMapper CreateMapper(DataViewSchema schema) => new Mapper(schema, ColumnPairs, ColumnTypes.FromKind(OutputKind));

    private protected override void SaveModel(ModelSaveContext ctx)
    {
        ctx.SetKind(Kind);
        NamePairs.Write(ctx.Writer, ColumnPairs);
        ctx.Writer.Write((int)OutputKind);
    }

    private sealed class Mapper : OneToOneMapper
    {
        private readonly PrimitiveDataViewType[] _targets;

        public Mapper(DataViewSchema schema, (string Output, string Input)[] pairs, PrimitiveDataViewType target)
            : base(schema, pairs)
        {
            _targets = Array.ConvertAll(Sources, source => TargetOf(source, target));
        }

        protected override DataViewSchema.DetachedColumn CreateColumn(int index, string name, DataViewSchema.Column source)
        {
            var builder = new DataViewSchema.Annotations.Builder();
            var numbers = source.Type.ItemType() is NumberDataViewType && _targets[index] is NumberDataViewType;
            builder.Add(source.Annotations, kind => kind == AnnotationUtils.Kinds.SlotNames
                || (kind == AnnotationUtils.Kinds.KeyValues && _targets[index] is KeyDataViewType)
                || (kind == AnnotationUtils.Kinds.IsNormalized && numbers));
            if (source.Type is BooleanDataViewType && _targets[index] is NumberDataViewType)
            {
                builder.AddPrimitiveValue(AnnotationUtils.Kinds.IsNormalized, BooleanDataViewType.Instance, true);
            }

            return new DataViewSchema.DetachedColumn(name, source.Type.WithItem(_targets[index]), builder.ToAnnotations());
        }

        protected override Delegate CreateGetter(DataViewRow input, int output) =>
            Call(nameof(Convert), input, output, Sources[output].Type.ItemType().RawType, _targets[output].RawType);

        private static PrimitiveDataViewType TargetOf(DataViewSchema.Column source, PrimitiveDataViewType target)
        {
            var item = source.Type.ItemType();
            if (item is KeyDataViewType key && KeyDataViewType.IsValidDataType(target.RawType))
            {
                return new KeyDataViewType(target.RawType, key.Count);
            }

            return item is not KeyDataViewType && ValueConversions.Find(item, target) is not null
                ? target
                : throw new ArgumentOutOfRangeException("inputSchema", $"Source column '{source.Name}' with item type '{item}' is not compatible with destination type '{target}'.");
        }

        private Delegate Convert<TIn, TOut>(DataViewRow row, DataViewSchema.Column column, int index) => Lifted.Getter(
            row,
            column,
            _targets[index] is KeyDataViewType key ? ValueConversions.Keys<TIn, TOut>(key.Count) : ValueConversions.Find<TIn, TOut>(_targets[index])!);
    }
}
