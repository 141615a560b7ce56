using Microsoft.ML.Data;

namespace Microsoft.ML.Transforms;

/// <summary>Maps keys to indicator vectors: one slot for every category, 1 where the key is it; all 0 for a missing key.</summary>
public sealed class KeyToVectorMappingTransformer : OneToOneTransformerBase
{
    internal const string Kind = "MapKeyToVector";

    internal KeyToVectorMappingTransformer((string Output, string Input)[] columns, bool[] bags)
        : base(columns)
    {
        Bags = bags;
    }

    /// <summary>Whether the keys of a vector are counted in one set of slots, rather than each having slots of its own.</summary>
    internal bool[] Bags { get; }

    internal static ITransformer Load(ModelReader reader, MLContext context)
    {
        var pairs = NamePairs.Read(reader);
        var bags = reader.ReadArray<bool>();
        return bags.Length == pairs.Length
            ? new KeyToVectorMappingTransformer(pairs, bags)
            : throw reader.Corrupt($"{pairs.Length} columns meet {bags.Length} settings");
    }

    private protected override RowMapper CreateMapper(DataViewSchema schema) => new Mapper(schema, ColumnPairs, Bags);

    private protected override void SaveModel(ModelSaveContext ctx)
    {
        ctx.SetKind(Kind);
        NamePairs.Write(ctx.Writer, ColumnPairs);
        ctx.Writer.WriteArray(Bags);
    }

    private sealed class Mapper : OneToOneMapper
    {
        private readonly bool[] _bags;
        private readonly int[] _counts;

        public Mapper(DataViewSchema schema, (string Output, string Input)[] pairs, bool[] bags)
            : base(schema, pairs)
        {
            _bags = bags;
            _counts = Array.ConvertAll(Sources, static source => (int)KeyIndicators.KeyType(source).Count);
        }

        protected override DataViewSchema.DetachedColumn CreateColumn(int index, string name, DataViewSchema.Column source)
        {
            var vector = source.Type as VectorDataViewType;
            var single = _bags[index] || vector is null || vector.Size == 1;
            var type = single
                ? new VectorDataViewType(NumberDataViewType.Single, _counts[index])
                : new VectorDataViewType(NumberDataViewType.Single, vector!.Size, _counts[index]);
            return new DataViewSchema.DetachedColumn(name, type, CreateAnnotations(index, source));
        }

        public override FeatureSource? CreateFeatures(DataViewRow input, int output) => Sources[output].Type is KeyDataViewType { RawType: var type } && type == typeof(uint)
            ? new IndicatorFeatures(input.GetGetter<uint>(input.Schema[Sources[output].Index]), _counts[output])
            : null;

        protected override Delegate CreateGetter(DataViewRow input, int output) =>
            Call(nameof(Map), input, output, Sources[output].Type.ItemType().RawType);

        private DataViewSchema.Annotations CreateAnnotations(int index, DataViewSchema.Column source)
        {
            var builder = new DataViewSchema.Annotations.Builder();
            var vector = source.Type as VectorDataViewType;
            if (source.HasKeyValues() && (vector is null || _bags[index] || vector.IsKnownSize))
            {
                VBuffer<ReadOnlyMemory<char>> values = default;
                source.GetKeyValues(ref values);
                var categories = values.DenseValues().ToArray();
                if (vector is null || _bags[index])
                {
                    builder.AddSlotNames(categories);
                }
                else
                {
                    KeyIndicators.AddSlotNames(builder, source, categories);
                }
            }

            if (!_bags[index] && source.Type.ValueCount() is var slots and > 0)
            {
                var ranges = Enumerable.Range(0, slots).SelectMany(slot => new[] { slot * _counts[index], ((slot + 1) * _counts[index]) - 1 }).ToArray();
                builder.Add(AnnotationUtils.Kinds.CategoricalSlotRanges, new VectorDataViewType(NumberDataViewType.Int32, slots, 2), AnnotationUtils.Getter(ranges));
            }

            if (!_bags[index] || vector is null)
            {
                builder.AddPrimitiveValue(AnnotationUtils.Kinds.IsNormalized, BooleanDataViewType.Instance, true);
            }

            return builder.ToAnnotations();
        }

        private Delegate Map<TKey>(DataViewRow row, DataViewSchema.Column column, int index)
        {
            var count = _counts[index];
            return KeyIndicators.Getter<TKey>(row, column, (ulong)count, _bags[index] && column.Type is VectorDataViewType ? CountAll(count) : Indicate(count));
        }

        private static VectorFiller Indicate(int count) => (ReadOnlySpan<int> categories, ref VBuffer<float> target) =>
        {
            var set = categories.Length - categories.Count(-1);
            var editor = VBufferEditor.Create(ref target, checked(count * categories.Length), set, requireIndicesOnDense: true);
            var at = 0;
            for (var slot = 0; slot < categories.Length; slot++)
            {
                if (categories[slot] >= 0)
                {
                    editor.Values[at] = 1;
                    editor.Indices[at++] = (slot * count) + categories[slot];
                }
            }

            target = editor.Commit();
        };

        private static VectorFiller CountAll(int count)
        {
            var counts = new float[count];
            return (ReadOnlySpan<int> categories, ref VBuffer<float> target) =>
            {
                Array.Clear(counts);
                foreach (var category in categories)
                {
                    if (category >= 0)
                    {
                        counts[category]++;
                    }
                }

                SparseVectors.Fill<float>(counts, ref target);
            };
        }
    }
}
