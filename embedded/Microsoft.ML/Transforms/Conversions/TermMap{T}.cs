using Microsoft.ML.Data;

namespace Microsoft.ML.Transforms;

/// <summary>The values a column can take, numbered from 1.</summary>
internal sealed class TermMap<T> : TermMap
    where T : notnull
{
    private readonly T[] _values;
    private readonly Dictionary<T, uint> _keys = [];
    private readonly TextKeys? _textKeys;
    private readonly TermMissing<T> _missing;

    public TermMap(PrimitiveDataViewType type, T[] values)
    {
        Type = type;
        _values = values;
        _missing = TermComparers.Missing<T>(type);
        if (values is ReadOnlyMemory<char>[] texts)
        {
            _textKeys = new TextKeys(texts);
            return;
        }

        _keys = new Dictionary<T, uint>(values.Length, TermComparers.Equality<T>());
        for (var i = 0; i < values.Length; i++)
        {
            _keys[values[i]] = (uint)i + 1;
        }
    }

    public override PrimitiveDataViewType Type { get; }

    public override int Count => _values.Length;

    public override Delegate CreateGetter(DataViewRow row, DataViewSchema.Column column) => _textKeys is { } texts
        ? Lifted.Getter(row, column, (in ReadOnlyMemory<char> value, ref uint key) => key = value.IsEmpty ? 0 : texts.Find(value))
        : Lifted.Getter<T, uint>(
            row,
            column,
            (in T value, ref uint key) =>
            {
                // NaN is equal to nothing, but a dictionary would still have to hash it.
                if (_missing(value) || !_keys.TryGetValue(value, out key))
                {
                    key = 0;
                }
            });

    public override void AddKeyValues(DataViewSchema.Annotations.Builder builder, DataViewSchema.Column source, bool asText)
    {
        if (Count == 0)
        {
            return;
        }

        if (Type is KeyDataViewType && source.HasKeyValues())
        {
            VBuffer<ReadOnlyMemory<char>> names = default;
            source.GetKeyValues(ref names);
            var read = NumberConversions.ToUInt64<T>()!;
            builder.AddKeyValues(Array.ConvertAll(_values, key => names.GetItemOrDefault((int)read(key) - 1)), TextDataViewType.Instance);
        }
        else if (asText && Type is not TextDataViewType)
        {
            var name = ValueNames.Of<T>(Type);
            builder.AddKeyValues(Array.ConvertAll(_values, value => name(value).AsMemory()), TextDataViewType.Instance);
        }
        else
        {
            builder.AddKeyValues(_values, Type);
        }
    }

    public override void Write(ModelWriter writer)
    {
        SchemaFile.WriteType(writer, Type);
        TypedArrays.Write(writer, _values);
    }
}
