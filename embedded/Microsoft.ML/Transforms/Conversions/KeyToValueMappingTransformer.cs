using Microsoft.ML.Data;

namespace Microsoft.ML.Transforms;

/// <summary>Maps keys back to the values they stand for.</summary>
public sealed class KeyToValueMappingTransformer : OneToOneTransformerBase
{
    internal const string Kind = "MapKeyToValue";

    internal KeyToValueMappingTransformer((string Output, string Input)[] columns)
        : base(columns)
    {
    }

    internal static ITransformer Load(ModelReader reader, MLContext context) => new KeyToValueMappingTransformer(NamePairs.Read(reader));

    private protected override RowMapper CreateMapper(DataViewSchema schema) => new Mapper(schema, ColumnPairs);

    private protected override void SaveModel(ModelSaveContext ctx)
    {
        ctx.SetKind(Kind);
        NamePairs.Write(ctx.Writer, ColumnPairs);
    }

    private sealed class Mapper : OneToOneMapper
    {
        private readonly PrimitiveDataViewType[] _valueTypes;

        public Mapper(DataViewSchema schema, (string Output, string Input)[] pairs)
            : base(schema, pairs)
        {
            _valueTypes = Array.ConvertAll(Sources, ValueType);
        }

        protected override DataViewSchema.DetachedColumn CreateColumn(int index, string name, DataViewSchema.Column source)
        {
            var builder = new DataViewSchema.Annotations.Builder();
            builder.Add(source.Annotations, static kind => kind == AnnotationUtils.Kinds.SlotNames);
            return new DataViewSchema.DetachedColumn(name, source.Type.WithItem(_valueTypes[index]), builder.ToAnnotations());
        }

        protected override Delegate CreateGetter(DataViewRow input, int output) =>
            Call(nameof(Map), input, output, Sources[output].Type.ItemType().RawType, _valueTypes[output].RawType);

        private static PrimitiveDataViewType ValueType(DataViewSchema.Column source)
        {
            if (source.Type.ItemType() is not KeyDataViewType key)
            {
                throw SchemaErrors.WrongType(source.Name, "input", "a key", source.Type.ToString()!);
            }

            var values = source.Annotations.Schema.GetColumnOrNull(AnnotationUtils.Kinds.KeyValues)?.Type as VectorDataViewType;
            return values is not null && (ulong)values.Size == key.Count
                ? values.ItemType
                : throw new InvalidOperationException($"The values of the keys of column '{source.Name}' are not known: annotation KeyValues does not exist or has another size than the {key.Count} keys.");
        }

        private Delegate Map<TKey, TValue>(DataViewRow row, DataViewSchema.Column column, int index)
        {
            VBuffer<TValue> known = default;
            Sources[index].GetKeyValues(ref known);
            var values = known.DenseValues().ToArray();
            var read = NumberConversions.ToUInt64<TKey>()!;
            var missing = Missing<TValue>();
            return Lifted.Getter<TKey, TValue>(row, column, (in TKey key, ref TValue value) =>
            {
                var place = read(key) - 1;
                value = place < (ulong)values.Length ? values[place] : missing;
            });
        }

        private static T Missing<T>() => typeof(T) == typeof(float) ? (T)(object)float.NaN
            : typeof(T) == typeof(double) ? (T)(object)double.NaN
            : default!;
    }
}
