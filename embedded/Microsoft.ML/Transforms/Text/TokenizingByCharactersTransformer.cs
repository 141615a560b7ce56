using Microsoft.ML.Data;

namespace Microsoft.ML.Transforms.Text;

/// <summary>
/// Turns text into the keys of its UTF-16 units, with markers before (2) and behind (3). The items of a vector are one text, with the unit
/// separator (0x1F) between them. The null character is the missing key.
/// </summary>
public sealed class TokenizingByCharactersTransformer : OneToOneTransformerBase
{
    internal const string Kind = "TokenizeIntoCharactersAsKeys";

    private const ushort StartMarker = 0x02;
    private const ushort EndMarker = 0x03;
    private const ushort UnitSeparator = 0x1F;

    private readonly bool _useMarkers;

    internal TokenizingByCharactersTransformer((string Output, string Input)[] columns, bool useMarkers)
        : base(columns)
    {
        _useMarkers = useMarkers;
    }

    internal static ITransformer Load(ModelReader reader, MLContext context) =>
        new TokenizingByCharactersTransformer(NamePairs.Read(reader), reader.ReadBoolean());

    private protected override RowMapper CreateMapper(DataViewSchema schema) => new Mapper(schema, ColumnPairs, _useMarkers);

    private protected override void SaveModel(ModelSaveContext ctx)
    {
        ctx.SetKind(Kind);
        NamePairs.Write(ctx.Writer, ColumnPairs);
        ctx.Writer.Write(_useMarkers);
    }

    private sealed class Mapper : OneToOneMapper
    {
        private static readonly VectorDataViewType s_type = new(new KeyDataViewType(typeof(ushort), CharacterNames.Count));

        private readonly bool _useMarkers;

        public Mapper(DataViewSchema schema, (string Output, string Input)[] pairs, bool useMarkers)
            : base(schema, pairs)
        {
            TextColumns.Check(Sources, TextColumns.AnyText);
            _useMarkers = useMarkers;
        }

        protected override DataViewSchema.DetachedColumn CreateColumn(int index, string name, DataViewSchema.Column source)
        {
            var builder = new DataViewSchema.Annotations.Builder();
            builder.Add(source.Annotations, static kind => kind == AnnotationUtils.Kinds.SlotNames);
            builder.Add(AnnotationUtils.Kinds.KeyValues, AnnotationUtils.NamesType(CharacterNames.Count), CharacterNames.Getter);
            return new DataViewSchema.DetachedColumn(name, s_type, builder.ToAnnotations());
        }

        protected override Delegate CreateGetter(DataViewRow input, int output)
        {
            var column = input.Schema[Sources[output].Index];
            return column.Type is VectorDataViewType
                ? OfVector(input.GetGetter<VBuffer<ReadOnlyMemory<char>>>(column))
                : OfScalar(input.GetGetter<ReadOnlyMemory<char>>(column));
        }

        private ValueGetter<VBuffer<ushort>> OfScalar(ValueGetter<ReadOnlyMemory<char>> getter)
        {
            ReadOnlyMemory<char> text = default;
            var keys = new List<ushort>();
            return (ref VBuffer<ushort> target) =>
            {
                getter(ref text);
                keys.Clear();
                if (!text.IsEmpty)
                {
                    Mark(keys, StartMarker);
                    Add(keys, text.Span);
                    Mark(keys, EndMarker);
                }

                TextColumns.Write(keys, ref target);
            };
        }

        private ValueGetter<VBuffer<ushort>> OfVector(ValueGetter<VBuffer<ReadOnlyMemory<char>>> getter)
        {
            VBuffer<ReadOnlyMemory<char>> texts = default;
            var keys = new List<ushort>();
            return (ref VBuffer<ushort> target) =>
            {
                getter(ref texts);
                keys.Clear();
                Mark(keys, StartMarker);
                var items = texts.GetValues();
                for (var i = 0; i < items.Length; i++)
                {
                    if (i > 0 && !items[i].IsEmpty)
                    {
                        keys.Add(UnitSeparator);
                    }

                    Add(keys, items[i].Span);
                }

                Mark(keys, EndMarker);
                TextColumns.Write(keys, ref target);
            };
        }

        private void Mark(List<ushort> keys, ushort marker)
        {
            if (_useMarkers)
            {
                keys.Add(marker);
            }
        }

        private static void Add(List<ushort> keys, ReadOnlySpan<char> text)
        {
            foreach (var c in text)
            {
                keys.Add(c);
            }
        }
    }
}
