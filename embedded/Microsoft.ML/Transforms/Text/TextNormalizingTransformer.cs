using Microsoft.ML.Data;

namespace Microsoft.ML.Transforms.Text;

/// <summary>Normalizes text: case, diacritical marks, punctuation, numbers. Items of a vector that become empty are dropped.</summary>
public sealed class TextNormalizingTransformer : OneToOneTransformerBase
{
    internal const string Kind = "NormalizeText";

    private readonly TextNormalizingSettings _settings;

    internal TextNormalizingTransformer((string Output, string Input)[] columns, TextNormalizingSettings settings)
        : base(columns)
    {
        _settings = settings;
    }

    internal static ITransformer Load(ModelReader reader, MLContext context) => new TextNormalizingTransformer(
        NamePairs.Read(reader),
        new TextNormalizingSettings(
            (TextNormalizingEstimator.CaseMode)reader.ReadInt32(0, (int)TextNormalizingEstimator.CaseMode.None),
            reader.ReadBoolean(),
            reader.ReadBoolean(),
            reader.ReadBoolean()));

    private protected override RowMapper CreateMapper(DataViewSchema schema) => new Mapper(schema, ColumnPairs, _settings);

    private protected override void SaveModel(ModelSaveContext ctx)
    {
        ctx.SetKind(Kind);
        NamePairs.Write(ctx.Writer, ColumnPairs);
        ctx.Writer.Write((int)_settings.Case);
        ctx.Writer.Write(_settings.KeepDiacritics);
        ctx.Writer.Write(_settings.KeepPunctuations);
        ctx.Writer.Write(_settings.KeepNumbers);
    }

    private sealed class Mapper : OneToOneMapper
    {
        private readonly TextNormalizer _normalizer;

        public Mapper(DataViewSchema schema, (string Output, string Input)[] pairs, TextNormalizingSettings settings)
            : base(schema, pairs)
        {
            TextColumns.Check(Sources, TextColumns.AnyText);
            _normalizer = new TextNormalizer(settings.Case, settings.KeepDiacritics, settings.KeepPunctuations, settings.KeepNumbers);
        }

        protected override DataViewSchema.DetachedColumn CreateColumn(int index, string name, DataViewSchema.Column source) =>
            new(name, source.Type is VectorDataViewType ? new VectorDataViewType(TextDataViewType.Instance) : source.Type);

        protected override Delegate CreateGetter(DataViewRow input, int output)
        {
            var column = input.Schema[Sources[output].Index];
            return column.Type is VectorDataViewType
                ? OfVector(input.GetGetter<VBuffer<ReadOnlyMemory<char>>>(column))
                : OfScalar(input.GetGetter<ReadOnlyMemory<char>>(column));
        }

        private ValueGetter<ReadOnlyMemory<char>> OfScalar(ValueGetter<ReadOnlyMemory<char>> getter) => (ref ReadOnlyMemory<char> value) =>
        {
            getter(ref value);
            value = _normalizer.Apply(value);
        };

        private ValueGetter<VBuffer<ReadOnlyMemory<char>>> OfVector(ValueGetter<VBuffer<ReadOnlyMemory<char>>> getter)
        {
            VBuffer<ReadOnlyMemory<char>> source = default;
            var kept = new List<ReadOnlyMemory<char>>();
            return (ref VBuffer<ReadOnlyMemory<char>> target) =>
            {
                getter(ref source);
                kept.Clear();
                foreach (ref readonly var text in source.GetValues())
                {
                    if (_normalizer.Apply(text) is { IsEmpty: false } normalized)
                    {
                        kept.Add(normalized);
                    }
                }

                TextColumns.Write(kept, ref target);
            };
        }
    }
}
