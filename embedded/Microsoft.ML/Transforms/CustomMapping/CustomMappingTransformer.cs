using Microsoft.ML.Data;

namespace Microsoft.ML.Transforms;

/// <summary>Adds the columns of <typeparamref name="TDst"/>, made by a user's code from those of <typeparamref name="TSrc"/>.</summary>
/// <typeparam name="TSrc">The row the mapping reads.</typeparam>
/// <typeparam name="TDst">The row the mapping writes.</typeparam>
public sealed class CustomMappingTransformer<TSrc, TDst> : RowToRowTransformerBase
    where TSrc : class, new()
    where TDst : class, new()
{
    private readonly Action<TSrc, TDst> _mapping;
    private readonly string? _contract;
    private readonly SchemaDefinition? _input;

    internal CustomMappingTransformer(Action<TSrc, TDst> mapping, string? contractName, SchemaDefinition? input, SchemaDefinition? output)
    {
        _mapping = mapping;
        _contract = contractName;
        _input = input;
        Added = TypedMember.Of(typeof(TDst), output, SchemaDefinition.Direction.Read);
    }

    internal TypedMember[] Added { get; }

    private protected override RowMapper CreateMapper(DataViewSchema schema) => new Mapper(schema, this);

    private protected override void SaveModel(ModelSaveContext ctx)
    {
        if (string.IsNullOrEmpty(_contract))
        {
            throw new InvalidOperationException("A custom mapping without a contract name can't be saved. Give CustomMapping a contract name and write a CustomMappingFactory with that name.");
        }

        CustomMappingFile.Write(ctx, _contract, typeof(TSrc), typeof(TDst));
    }

    private sealed class Mapper : RowMapper
    {
        private readonly CustomMappingTransformer<TSrc, TDst> _parent;
        private readonly (TypedMember Member, DataViewSchema.Column Column)[] _bound;

        public Mapper(DataViewSchema schema, CustomMappingTransformer<TSrc, TDst> parent)
            : base(schema)
        {
            _parent = parent;
            _bound = TypedWriter<TSrc>.Bind(schema, ignoreMissing: false, parent._input);
        }

        public override DataViewSchema.DetachedColumn[] CreateColumns() =>
            Array.ConvertAll(_parent.Added, static m => new DataViewSchema.DetachedColumn(m.Name, m.Type, m.Annotations));

        public override IEnumerable<int> GetDependencies(int output) => _bound.Select(static b => b.Column.Index);

        public override Delegate?[] CreateGetters(DataViewRow input, bool[] activeOutputs)
        {
            if (!activeOutputs.Any(static a => a))
            {
                return new Delegate?[activeOutputs.Length];
            }

            var state = new State(input, TypedWriter<TSrc>.Create(input, _bound), _parent._mapping);
            return _parent.Added.Select((member, i) => activeOutputs[i] ? CustomMappingGetters.Wrap(TypedReader<TDst>.CreateGetter(member, state.Pointer), state.Refresh) : null).ToArray();
        }
    }

    /// <summary>Maps a row once, whichever of its columns are read.</summary>
    private sealed class State(DataViewRow input, TypedWriter<TSrc> writer, Action<TSrc, TDst> mapping)
    {
        private readonly TSrc _source = new();
        private long _done = -1;

        public ObjectPointer<TDst> Pointer { get; } = new() { Current = new TDst() };

        public void Refresh()
        {
            if (_done != input.Position)
            {
                writer.Write(_source);
                mapping(_source, Pointer.Current);
                _done = input.Position;
            }
        }
    }
}
