using Microsoft.ML.Data;

namespace Microsoft.ML.Transforms;

/// <summary>Hashes values into keys. Missing values get the missing key.</summary>
public sealed class HashingTransformer : OneToOneTransformerBase
{
    internal const string Kind = "Hash";
    internal const string Expected = "text, key, number, Boolean or DataViewRowId";

    private readonly HashSettings _settings;

    internal HashingTransformer((string Output, string Input)[] columns, HashSettings settings)
        : base(columns)
    {
        _settings = settings;
    }

    internal static ITransformer Load(ModelReader reader, MLContext context) => new HashingTransformer(
        NamePairs.Read(reader),
        new HashSettings(reader.ReadInt32(1, HashSettings.MaximumBits), (uint)reader.ReadInt32(), reader.ReadBoolean()));

    private protected override RowMapper CreateMapper(DataViewSchema schema) => new Mapper(schema, ColumnPairs, _settings);

    private protected override void SaveModel(ModelSaveContext ctx)
    {
        ctx.SetKind(Kind);
        NamePairs.Write(ctx.Writer, ColumnPairs);
        ctx.Writer.Write(_settings.Bits);
        ctx.Writer.Write((int)_settings.Seed);
        ctx.Writer.Write(_settings.Ordered);
    }

    private sealed class Mapper : OneToOneMapper
    {
        private readonly HashSettings _settings;
        private readonly uint _mask;

        public Mapper(DataViewSchema schema, (string Output, string Input)[] pairs, HashSettings settings)
            : base(schema, pairs)
        {
            _settings = settings;
            _mask = (1u << settings.Bits) - 1;
            foreach (var source in Sources)
            {
                if (!ValueHashes.IsSupported(source.Type.ItemType()))
                {
                    throw SchemaErrors.WrongType(source.Name, "input", Expected, source.Type.ToString()!);
                }
            }
        }

        protected override DataViewSchema.DetachedColumn CreateColumn(int index, string name, DataViewSchema.Column source)
        {
            var builder = new DataViewSchema.Annotations.Builder();
            builder.Add(source.Annotations, static kind => kind == AnnotationUtils.Kinds.SlotNames);
            var key = new KeyDataViewType(typeof(uint), (ulong)_mask + 1);
            return new DataViewSchema.DetachedColumn(name, source.Type.WithItem(key), builder.ToAnnotations());
        }

        protected override Delegate CreateGetter(DataViewRow input, int output) => Call(
            Sources[output].Type is VectorDataViewType ? nameof(OfVector) : nameof(OfScalar), input, output, Sources[output].Type.ItemType().RawType);

        private Delegate OfScalar<T>(DataViewRow row, DataViewSchema.Column column, int index)
        {
            var getter = row.GetGetter<T>(column);
            var hash = ValueHashes.For<T>(Sources[index].Type.ItemType());
            var seed = _settings.Ordered ? Murmur.Round(_settings.Seed, 0u) : _settings.Seed;
            T value = default!;
            return (ValueGetter<uint>)((ref uint key) =>
            {
                getter(ref value);
                key = hash(seed, _mask, value);
            });
        }

        private Delegate OfVector<T>(DataViewRow row, DataViewSchema.Column column, int index)
        {
            var getter = row.GetGetter<VBuffer<T>>(column);
            var hash = ValueHashes.For<T>(Sources[index].Type.ItemType());
            VBuffer<T> values = default;
            return (ValueGetter<VBuffer<uint>>)((ref VBuffer<uint> target) =>
            {
                getter(ref values);
                var editor = VBufferEditor.Create(ref target, values.Length);
                var slot = 0u;
                foreach (var value in values.DenseValues())
                {
                    var seed = _settings.Ordered ? Murmur.Round(_settings.Seed, slot) : _settings.Seed;
                    editor.Values[(int)slot++] = hash(seed, _mask, value);
                }

                target = editor.Commit();
            });
        }
    }
}
