using Microsoft.ML.Data;

namespace Microsoft.ML.Transforms;

/// <summary>Maps values to keys. Missing values and values not learned get the missing key.</summary>
public sealed class ValueToKeyMappingTransformer : OneToOneTransformerBase
{
    internal const string Kind = "MapValueToKey";

    private readonly bool _valuesAsText;

    internal ValueToKeyMappingTransformer((string Output, string Input)[] columns, TermMap[] maps, bool valuesAsText)
        : base(columns)
    {
        Maps = maps;
        _valuesAsText = valuesAsText;
    }

    internal TermMap[] Maps { get; }

    internal static ITransformer Load(ModelReader reader, MLContext context)
    {
        var pairs = NamePairs.Read(reader);
        var valuesAsText = reader.ReadBoolean();
        var maps = new TermMap[pairs.Length];
        for (var i = 0; i < maps.Length; i++)
        {
            maps[i] = TermMap.Read(reader);
        }

        return new ValueToKeyMappingTransformer(pairs, maps, valuesAsText);
    }

    private protected override RowMapper CreateMapper(DataViewSchema schema) => new Mapper(schema, ColumnPairs, Maps, _valuesAsText);

    private protected override void SaveModel(ModelSaveContext ctx)
    {
        ctx.SetKind(Kind);
        NamePairs.Write(ctx.Writer, ColumnPairs);
        ctx.Writer.Write(_valuesAsText);
        foreach (var map in Maps)
        {
            map.Write(ctx.Writer);
        }
    }

    private sealed class Mapper : OneToOneMapper
    {
        private readonly TermMap[] _maps;
        private readonly bool _valuesAsText;

        public Mapper(DataViewSchema schema, (string Output, string Input)[] pairs, TermMap[] maps, bool valuesAsText)
            : base(schema, pairs)
        {
            _maps = maps;
            _valuesAsText = valuesAsText;
            for (var i = 0; i < maps.Length; i++)
            {
                if (Sources[i].Type.ItemType().RawType != maps[i].Type.RawType)
                {
                    throw SchemaErrors.WrongType(Sources[i].Name, "input", maps[i].Type.ToString()!, Sources[i].Type.ToString()!);
                }
            }
        }

        protected override DataViewSchema.DetachedColumn CreateColumn(int index, string name, DataViewSchema.Column source)
        {
            var builder = new DataViewSchema.Annotations.Builder();
            _maps[index].AddKeyValues(builder, source, _valuesAsText);
            builder.Add(source.Annotations, static kind => kind == AnnotationUtils.Kinds.SlotNames);
            var key = new KeyDataViewType(typeof(uint), Math.Max(_maps[index].Count, 1));
            return new DataViewSchema.DetachedColumn(name, source.Type.WithItem(key), builder.ToAnnotations());
        }

        protected override Delegate CreateGetter(DataViewRow input, int output) =>
            _maps[output].CreateGetter(input, input.Schema[Sources[output].Index]);
    }
}
