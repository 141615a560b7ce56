using Microsoft.ML.Data;

namespace Microsoft.ML.Transforms.Text;

/// <summary>Splits text into words; empty words are dropped, and the words of all items of a vector follow one another.</summary>
public sealed class WordTokenizingTransformer : OneToOneTransformerBase
{
    internal const string Kind = "TokenizeIntoWords";

    private readonly string _separators;

    internal WordTokenizingTransformer((string Output, string Input)[] columns, string separators)
        : base(columns)
    {
        _separators = separators;
    }

    internal static ITransformer Load(ModelReader reader, MLContext context)
    {
        var pairs = NamePairs.Read(reader);
        var separators = reader.ReadString();
        return separators.Length > 0
            ? new WordTokenizingTransformer(pairs, separators)
            : throw reader.Corrupt("there is no separator");
    }

    private protected override RowMapper CreateMapper(DataViewSchema schema) => new Mapper(schema, ColumnPairs, _separators);

    private protected override void SaveModel(ModelSaveContext ctx)
    {
        ctx.SetKind(Kind);
        NamePairs.Write(ctx.Writer, ColumnPairs);
        ctx.Writer.Write(_separators);
    }

    private sealed class Mapper : OneToOneMapper
    {
        private readonly string _separators;

        public Mapper(DataViewSchema schema, (string Output, string Input)[] pairs, string separators)
            : base(schema, pairs)
        {
            TextColumns.Check(Sources, TextColumns.AnyText);
            _separators = separators;
        }

        protected override DataViewSchema.DetachedColumn CreateColumn(int index, string name, DataViewSchema.Column source) =>
            new(name, new VectorDataViewType(TextDataViewType.Instance));

        protected override Delegate CreateGetter(DataViewRow input, int output)
        {
            var column = input.Schema[Sources[output].Index];
            return column.Type is VectorDataViewType
                ? OfVector(input.GetGetter<VBuffer<ReadOnlyMemory<char>>>(column))
                : OfScalar(input.GetGetter<ReadOnlyMemory<char>>(column));
        }

        private ValueGetter<VBuffer<ReadOnlyMemory<char>>> OfScalar(ValueGetter<ReadOnlyMemory<char>> getter)
        {
            ReadOnlyMemory<char> text = default;
            var words = new List<ReadOnlyMemory<char>>();
            return (ref VBuffer<ReadOnlyMemory<char>> target) =>
            {
                getter(ref text);
                words.Clear();
                Split(text, words);
                TextColumns.Write(words, ref target);
            };
        }

        private ValueGetter<VBuffer<ReadOnlyMemory<char>>> OfVector(ValueGetter<VBuffer<ReadOnlyMemory<char>>> getter)
        {
            VBuffer<ReadOnlyMemory<char>> texts = default;
            var words = new List<ReadOnlyMemory<char>>();
            return (ref VBuffer<ReadOnlyMemory<char>> target) =>
            {
                getter(ref texts);
                words.Clear();
                foreach (ref readonly var text in texts.GetValues())
                {
                    Split(text, words);
                }

                TextColumns.Write(words, ref target);
            };
        }

        private void Split(ReadOnlyMemory<char> text, List<ReadOnlyMemory<char>> words)
        {
            while (!text.IsEmpty)
            {
                var end = text.Span.IndexOfAny(_separators);
                var word = (end < 0 ? text : text[..end]).Trim(' ');
                if (!word.IsEmpty)
                {
                    words.Add(word);
                }

                text = end < 0 ? default : text[(end + 1)..];
            }
        }
    }
}
