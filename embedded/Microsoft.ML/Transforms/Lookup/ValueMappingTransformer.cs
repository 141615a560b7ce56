using Microsoft.ML.Data;

namespace Microsoft.ML.Transforms;

/// <summary>Looks values up in a dictionary.</summary>
public class ValueMappingTransformer : OneToOneTransformerBase
{
    internal const string Kind = "MapValue";

    internal ValueMappingTransformer((string Output, string Input)[] columns, LookupMap map)
        : base(columns)
    {
        Map = map;
    }

    internal LookupMap Map { get; }

    internal static ITransformer Load(ModelReader reader, MLContext context) => new ValueMappingTransformer(NamePairs.Read(reader), LookupMap.Read(reader));

    private protected override RowMapper CreateMapper(DataViewSchema schema) => new Mapper(schema, ColumnPairs, Map);

    private protected override void SaveModel(ModelSaveContext ctx)
    {
        ctx.SetKind(Kind);
        NamePairs.Write(ctx.Writer, ColumnPairs);
        Map.Write(ctx.Writer);
    }

    private sealed class Mapper : OneToOneMapper
    {
        private readonly LookupMap _map;

        public Mapper(DataViewSchema schema, (string Output, string Input)[] pairs, LookupMap map)
            : base(schema, pairs)
        {
            _map = map;
            foreach (var source in Sources)
            {
                if (source.Type.ItemType().RawType != map.KeyType.RawType)
                {
                    throw SchemaErrors.WrongType(source.Name, "input", map.KeyType.ToString()!, source.Type.ToString()!);
                }
            }
        }

        protected override DataViewSchema.DetachedColumn CreateColumn(int index, string name, DataViewSchema.Column source) => new(
            name,
            source.Type is VectorDataViewType ? new VectorDataViewType(_map.ValueType.ItemType()) : _map.ValueType,
            _map.Annotations);

        protected override Delegate CreateGetter(DataViewRow input, int output) => _map.CreateGetter(input, input.Schema[Sources[output].Index]);
    }
}
