using Microsoft.ML.Data;

namespace Microsoft.ML.Transforms;

/// <summary>Hashes values into keys. Missing values get the missing key.</summary>
public sealed class HashingTransformer : OneToOneTransformerBase
{
    internal const string Kind = "Hash";
    internal const string Expected = "text, key, number, Boolean or DataViewRowId";

    private readonly HashSettings _settings;

    private readonly VBuffer<ReadOnlyMemory<char>>[] _names;

    /// <summary>Makes a transformer; without names nothing is known of the values behind hashes.</summary>
    internal HashingTransformer((string Output, string Input)[] columns, HashSettings settings, VBuffer<ReadOnlyMemory<char>>[]? names = null)
        : base(columns)
    {
        _settings = settings;
        _names = names ?? [];
    }

    internal static ITransformer Load(ModelReader reader, MLContext context)
    {
        var pairs = NamePairs.Read(reader);
        var settings = new HashSettings(reader.ReadInt32(1, HashSettings.MaximumBits), (uint)reader.ReadInt32(), reader.ReadBoolean());
        if (!reader.ReadBoolean())
        {
            return new HashingTransformer(pairs, settings);
        }

        if (settings.Bits == HashSettings.MaximumBits)
        {
            throw reader.Corrupt($"the values behind hashes of {settings.Bits} bits cannot be kept");
        }

        var names = new VBuffer<ReadOnlyMemory<char>>[pairs.Length];
        for (var i = 0; i < names.Length; i++)
        {
            names[i] = ReadNames(reader, 1 << settings.Bits);
        }

        return new HashingTransformer(pairs, settings, names);
    }

    /// <summary>The hashes of one column.</summary>
    internal Delegate CreateGetter(DataViewRow row, int column) => new Mapper(row.Schema, ColumnPairs, _settings, _names).Getter(row, column);

    private static VBuffer<ReadOnlyMemory<char>> ReadNames(ModelReader reader, int size)
    {
        var indices = reader.ReadArray<int>();
        var texts = reader.ReadTexts();
        for (var i = 0; i < indices.Length; i++)
        {
            if (indices[i] <= (i == 0 ? -1 : indices[i - 1]) || indices[i] >= size)
            {
                throw reader.Corrupt($"hash {indices[i]} is out of place");
            }
        }

        if (indices.Length != texts.Length)
        {
            throw reader.Corrupt($"{indices.Length} hashes meet {texts.Length} names");
        }

        return indices.Length == size ? new VBuffer<ReadOnlyMemory<char>>(size, texts) : new VBuffer<ReadOnlyMemory<char>>(size, texts.Length, texts, indices);
    }

    private protected override RowMapper CreateMapper(DataViewSchema schema) => new Mapper(schema, ColumnPairs, _settings, _names);

    private protected override void SaveModel(ModelSaveContext ctx)
    {
        ctx.SetKind(Kind);
        NamePairs.Write(ctx.Writer, ColumnPairs);
        ctx.Writer.Write(_settings.Bits);
        ctx.Writer.Write((int)_settings.Seed);
        ctx.Writer.Write(_settings.Ordered);
        ctx.Writer.Write(_names.Length > 0);
        foreach (var names in _names)
        {
            ctx.Writer.WriteArray(names.Items().Select(static item => item.Key).ToArray());
            ctx.Writer.WriteArray(names.GetValues());
        }
    }

    private sealed class Mapper : OneToOneMapper
    {
        private readonly HashSettings _settings;
        private readonly VBuffer<ReadOnlyMemory<char>>[] _names;
        private readonly uint _mask;

        public Mapper(DataViewSchema schema, (string Output, string Input)[] pairs, HashSettings settings, VBuffer<ReadOnlyMemory<char>>[] names)
            : base(schema, pairs)
        {
            _settings = settings;
            _names = names;
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
            if (_names.Length > 0)
            {
                var names = _names[index];
                builder.Add(
                    AnnotationUtils.Kinds.KeyValues,
                    AnnotationUtils.NamesType(names.Length),
                    (ref VBuffer<ReadOnlyMemory<char>> target) => names.CopyTo(ref target));
            }

            var key = new KeyDataViewType(typeof(uint), (ulong)_mask + 1);
            return new DataViewSchema.DetachedColumn(name, source.Type.WithItem(key), builder.ToAnnotations());
        }

        public Delegate Getter(DataViewRow input, int output) => CreateGetter(input, output);

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
