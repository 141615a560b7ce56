using System.Globalization;
using System.Numerics;
using Microsoft.ML.Data;

namespace Microsoft.ML.Transforms;

/// <summary>Maps keys to the digits of their binary numbers, highest first; all 1 for a missing key.</summary>
public sealed class KeyToBinaryVectorMappingTransformer : OneToOneTransformerBase
{
    internal const string Kind = "MapKeyToBinaryVector";

    internal KeyToBinaryVectorMappingTransformer((string Output, string Input)[] columns)
        : base(columns)
    {
    }

    internal static ITransformer Load(ModelReader reader, MLContext context) => new KeyToBinaryVectorMappingTransformer(NamePairs.Read(reader));

    private protected override RowMapper CreateMapper(DataViewSchema schema) => new Mapper(schema, ColumnPairs);

    private protected override void SaveModel(ModelSaveContext ctx)
    {
        ctx.SetKind(Kind);
        NamePairs.Write(ctx.Writer, ColumnPairs);
    }

    private sealed class Mapper : OneToOneMapper
    {
        private readonly int[] _bits;

        public Mapper(DataViewSchema schema, (string Output, string Input)[] pairs)
            : base(schema, pairs)
        {
            // One digit more than the keys need, so that no key is all 1.
            _bits = Array.ConvertAll(Sources, static source => BitOperations.Log2(KeyIndicators.KeyType(source).Count) + 2);
        }

        protected override DataViewSchema.DetachedColumn CreateColumn(int index, string name, DataViewSchema.Column source)
        {
            var bits = _bits[index];
            var builder = new DataViewSchema.Annotations.Builder();
            var digits = Enumerable.Range(0, bits).Select(i => string.Create(CultureInfo.InvariantCulture, $"Bit{bits - i - 1}").AsMemory()).ToArray();
            if (source.Type is not VectorDataViewType vector)
            {
                if (source.HasKeyValues())
                {
                    builder.AddSlotNames(digits);
                }

                builder.AddPrimitiveValue(AnnotationUtils.Kinds.IsNormalized, BooleanDataViewType.Instance, true);
                return new DataViewSchema.DetachedColumn(name, new VectorDataViewType(NumberDataViewType.Single, bits), builder.ToAnnotations());
            }

            if (source.HasKeyValues() && vector.IsKnownSize)
            {
                KeyIndicators.AddSlotNames(builder, source, digits);
            }

            return new DataViewSchema.DetachedColumn(name, new VectorDataViewType(NumberDataViewType.Single, vector.Size, bits), builder.ToAnnotations());
        }

        protected override Delegate CreateGetter(DataViewRow input, int output) =>
            Call(nameof(Map), input, output, Sources[output].Type.ItemType().RawType);

        private Delegate Map<TKey>(DataViewRow row, DataViewSchema.Column column, int index)
        {
            var bits = _bits[index];
            var digits = new float[bits];
            return KeyIndicators.Getter<TKey>(row, column, KeyIndicators.KeyType(Sources[index]).Count, Fill);

            void Fill(ReadOnlySpan<int> categories, ref VBuffer<float> target)
            {
                if (digits.Length < categories.Length * bits)
                {
                    digits = new float[categories.Length * bits];
                }

                for (var i = 0; i < categories.Length * bits; i++)
                {
                    digits[i] = (categories[i / bits] >> (bits - 1 - (i % bits))) & 1;
                }

                SparseVectors.Fill<float>(digits.AsSpan(0, categories.Length * bits), ref target);
            }
        }
    }
}
