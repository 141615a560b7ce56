using System.Reflection;
using Microsoft.ML.Data;

namespace Microsoft.ML.Transforms;

/// <summary>Joins columns into a vector.</summary>
internal sealed class ConcatenateMapper : RowMapper
{
    private static readonly MethodInfo s_join = typeof(ConcatenateMapper).GetMethod(nameof(Join), BindingFlags.NonPublic | BindingFlags.Instance)!;

    private readonly string _name;
    private readonly DataViewSchema.Column[] _sources;
    private readonly string[] _tags;
    private readonly PrimitiveDataViewType _itemType;
    private readonly int _size;

    public ConcatenateMapper(DataViewSchema schema, string name, string[] sources, string[] tags)
        : base(schema)
    {
        _name = name;
        _tags = tags;
        _sources = Array.ConvertAll(sources, source => schema.Find(source));
        _itemType = _sources[0].Type.ItemType();
        foreach (var source in _sources)
        {
            if (!source.Type.ItemType().Equals(_itemType))
            {
                throw SchemaErrors.WrongType(source.Name, "input", _itemType.ToString()!, source.Type.ToString()!);
            }
        }

        var sizes = Array.ConvertAll(_sources, static s => s.Type.ValueCount());
        _size = sizes.Contains(0) ? 0 : sizes.Sum();
    }

    private bool IsIdentity => _sources.Length == 1 && _sources[0].Type is VectorDataViewType;

    public override DataViewSchema.DetachedColumn[] CreateColumns() => IsIdentity
        ? [new DataViewSchema.DetachedColumn(_name, _sources[0].Type, _sources[0].Annotations)]
        : [new DataViewSchema.DetachedColumn(_name, new VectorDataViewType(_itemType, _size), CreateAnnotations())];

    public override IEnumerable<int> GetDependencies(int output) => _sources.Select(static s => s.Index);

    public override FeatureSource? CreateFeatures(DataViewRow input, int output) =>
        _itemType == NumberDataViewType.Single && _size > 0 ? new JoinedFeatures(input, _sources) : null;

    protected override Delegate CreateGetter(DataViewRow input, int output) => IsIdentity
        ? RowGetters.Get(input, input.Schema[_sources[0].Index])
        : s_join.MakeGenericMethod(_itemType.RawType).CreateDelegate<Func<DataViewRow, Delegate>>(this)(input);

    private DataViewSchema.Annotations CreateAnnotations()
    {
        var builder = new DataViewSchema.Annotations.Builder();
        if (_itemType is NumberDataViewType && _sources.All(static s => s.IsNormalized()))
        {
            builder.AddPrimitiveValue(AnnotationUtils.Kinds.IsNormalized, BooleanDataViewType.Instance, true);
        }

        if (_size == 0)
        {
            return builder.ToAnnotations();
        }

        if (_sources.Any(static s => s.Type is not VectorDataViewType || s.HasSlotNames()))
        {
            // Made when first asked for: of a hash of many bits they would fill the memory.
            var names = new Lazy<ReadOnlyMemory<char>[]>(SlotNames);
            builder.Add(
                AnnotationUtils.Kinds.SlotNames,
                new VectorDataViewType(TextDataViewType.Instance, _size),
                (ref VBuffer<ReadOnlyMemory<char>> target) => AnnotationUtils.Getter(names.Value)(ref target));
        }

        var ranges = CategoricalRanges();
        if (ranges.Length > 0)
        {
            builder.Add(
                AnnotationUtils.Kinds.CategoricalSlotRanges,
                new VectorDataViewType(NumberDataViewType.Int32, ranges.Length / 2, 2),
                AnnotationUtils.Getter(ranges));
        }

        return builder.ToAnnotations();
    }

    /// <summary>A scalar gives its name, a slot the name of its column, a point and its own; slots without a name have none.</summary>
    private ReadOnlyMemory<char>[] SlotNames()
    {
        var names = new ReadOnlyMemory<char>[_size];
        var at = 0;
        foreach (var (source, tag) in _sources.Zip(_tags))
        {
            if (source.Type is not VectorDataViewType vector)
            {
                names[at++] = tag.AsMemory();
                continue;
            }

            if (source.SlotNamesOrNull() is { } slots)
            {
                for (var i = 0; i < slots.Length; i++)
                {
                    names[at + i] = slots[i].IsEmpty ? default : $"{tag}.{slots[i]}".AsMemory();
                }
            }

            at += vector.Size;
        }

        return names;
    }

    private int[] CategoricalRanges()
    {
        var ranges = new List<int>();
        var offset = 0;
        foreach (var source in _sources)
        {
            ranges.AddRange(source.CategoricalRanges().Select(slot => slot + offset));
            offset += source.Type.ValueCount();
        }

        return ranges.ToArray();
    }

    private Delegate Join<T>(DataViewRow input)
    {
        var parts = Array.ConvertAll(_sources, source => new ConcatenatePart<T>(input, input.Schema[source.Index]));
        return (ValueGetter<VBuffer<T>>)((ref VBuffer<T> target) =>
        {
            var length = 0;
            var count = 0;
            foreach (var part in parts)
            {
                part.Read();
                length = checked(length + part.Length);
                count += part.Count;
            }

            if (count <= length / 2)
            {
                FillSparse(parts, length, count, ref target);
            }
            else
            {
                FillDense(parts, length, ref target);
            }
        });
    }

    private static void FillDense<T>(ConcatenatePart<T>[] parts, int length, ref VBuffer<T> target)
    {
        var editor = VBufferEditor.Create(ref target, length);
        var at = 0;
        foreach (var part in parts)
        {
            part.CopyTo(editor.Values[at..]);
            at += part.Length;
        }

        target = editor.Commit();
    }

    private static void FillSparse<T>(ConcatenatePart<T>[] parts, int length, int count, ref VBuffer<T> target)
    {
        var editor = VBufferEditor.Create(ref target, length, count);
        var at = 0;
        var offset = 0;
        foreach (var part in parts)
        {
            part.CopyExplicit(editor.Values[at..], editor.Indices[at..], offset);
            at += part.Count;
            offset += part.Length;
        }

        target = editor.Commit();
    }
}
