using System.Text;
using Microsoft.ML.Data;

namespace Microsoft.ML.Transforms.Text;

/// <summary>Counts the n-grams of rows that were learned before.</summary>
public sealed class NgramExtractingTransformer : OneToOneTransformerBase
{
    internal const string Kind = "ProduceNgrams";

    private readonly NgramColumn[] _columns;

    internal NgramExtractingTransformer((string Output, string Input)[] pairs, NgramColumn[] columns)
        : base(pairs)
    {
        _columns = columns;
    }

    internal static ITransformer Load(ModelReader reader, MLContext context)
    {
        var pairs = NamePairs.Read(reader);
        var columns = new NgramColumn[pairs.Length];
        for (var i = 0; i < columns.Length; i++)
        {
            columns[i] = NgramColumn.Read(reader);
        }

        return new NgramExtractingTransformer(pairs, columns);
    }

    internal static void Check(DataViewSchema.Column column)
    {
        if (!NgramKeys.IsSupported(column.Type))
        {
            throw SchemaErrors.WrongType(column.Name, "input", NgramKeys.Expected, column.Type.ToString()!);
        }
    }

    private protected override RowMapper CreateMapper(DataViewSchema schema) => new Mapper(schema, ColumnPairs, _columns);

    private protected override void SaveModel(ModelSaveContext ctx)
    {
        ctx.SetKind(Kind);
        NamePairs.Write(ctx.Writer, ColumnPairs);
        foreach (var column in _columns)
        {
            column.Write(ctx.Writer);
        }
    }

    private sealed class Mapper : OneToOneMapper
    {
        private readonly NgramColumn[] _columns;

        public Mapper(DataViewSchema schema, (string Output, string Input)[] pairs, NgramColumn[] columns)
            : base(schema, pairs)
        {
            _columns = columns;
            foreach (var source in Sources)
            {
                Check(source);
            }
        }

        protected override DataViewSchema.DetachedColumn CreateColumn(int index, string name, DataViewSchema.Column source)
        {
            var pool = _columns[index].Pool;
            var builder = new DataViewSchema.Annotations.Builder();
            if (source.HasKeyValues() && pool.Count > 0)
            {
                var names = new Lazy<ReadOnlyMemory<char>[]>(() => SlotNames(pool, source));
                builder.Add(
                    AnnotationUtils.Kinds.SlotNames,
                    AnnotationUtils.NamesType(pool.Count),
                    (ref VBuffer<ReadOnlyMemory<char>> target) => VBuffer<ReadOnlyMemory<char>>.Copy(names.Value, 0, ref target, pool.Count));
            }

            return new DataViewSchema.DetachedColumn(name, new VectorDataViewType(NumberDataViewType.Single, pool.Count), builder.ToAnnotations());
        }

        protected override Delegate CreateGetter(DataViewRow input, int output)
        {
            var counter = new NgramCounter(_columns[output], input, input.Schema[Sources[output].Index]);
            return (ValueGetter<VBuffer<float>>)counter.Read;
        }

        /// <summary>The values of the keys with bars between them, and an asterisk for the missing key.</summary>
        private static ReadOnlyMemory<char>[] SlotNames(NgramPool pool, DataViewSchema.Column source)
        {
            VBuffer<ReadOnlyMemory<char>> values = default;
            source.GetKeyValues(ref values);
            var names = new ReadOnlyMemory<char>[pool.Count];
            var text = new StringBuilder();
            for (var i = 0; i < names.Length; i++)
            {
                text.Clear();
                var separator = "";
                foreach (var key in pool[i])
                {
                    text.Append(separator);
                    separator = "|";
                    if (key == 0 || key > values.Length)
                    {
                        text.Append('*');
                    }
                    else
                    {
                        text.Append(values.GetItemOrDefault((int)key - 1));
                    }
                }

                names[i] = text.ToString().AsMemory();
            }

            return names;
        }
    }
}
