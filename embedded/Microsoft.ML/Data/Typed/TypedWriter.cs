using System.Reflection;

namespace Microsoft.ML.Data;

/// <summary>Writes a row into the members of an object.</summary>
internal sealed class TypedWriter<TRow>
    where TRow : class
{
    private static readonly Dictionary<string, MethodInfo> s_makers = typeof(TypedWriter<TRow>)
        .GetMethods(BindingFlags.NonPublic | BindingFlags.Static)
        .ToDictionary(static m => m.Name);

    private readonly Action<TRow>[] _writes;

    private TypedWriter(Action<TRow>[] writes)
    {
        _writes = writes;
    }

    /// <summary>The columns a class takes from a schema, with their members; checks names and types.</summary>
    public static (TypedMember Member, DataViewSchema.Column Column)[] Bind(DataViewSchema schema, bool ignoreMissing, SchemaDefinition? definition)
    {
        var bound = new List<(TypedMember, DataViewSchema.Column)>();
        foreach (var member in TypedMember.Of(typeof(TRow), definition, SchemaDefinition.Direction.Write))
        {
            if (schema.GetColumnOrNull(member.Name) is not { } column)
            {
                if (ignoreMissing)
                {
                    continue;
                }

                throw new ArgumentOutOfRangeException(nameof(schema), $"Could not find column '{member.Name}' for member {member.Member.Name} of {typeof(TRow)}. The columns are {schema.Names()}. Mark the member with [NoColumn] or [ColumnName], or ignore missing columns.");
            }

            if (column.Type.RawType != member.Type.RawType)
            {
                throw new InvalidOperationException($"Can't bind column '{member.Name}' of type {column.Type} to member {member.Member.Name} of type {member.MemberType} of {typeof(TRow)}; the member has to hold {column.Type.RawType}.");
            }

            bound.Add((member, column));
        }

        return bound.ToArray();
    }

    public static TypedWriter<TRow> Create(DataViewRow row, (TypedMember Member, DataViewSchema.Column Column)[] bound) =>
        new(bound.Select(b => CreateWrite(b.Member, row, row.Schema[b.Column.Index])).ToArray());

    public void Write(TRow target)
    {
        foreach (var write in _writes)
        {
            write(target);
        }
    }

    private static Action<TRow> CreateWrite(TypedMember member, DataViewRow row, DataViewSchema.Column column)
    {
        var type = member.MemberType;
        if (type == typeof(string))
        {
            return ToText(member, row, column);
        }

        if (type == typeof(string[]))
        {
            return ToTexts(member, row, column);
        }

        if (type.IsSZArray)
        {
            return Make(nameof(ToArray), type.GetElementType()!, member, row, column);
        }

        return column.Type is VectorDataViewType vector
            ? Make(nameof(ToBuffer), vector.ItemType.RawType, member, row, column)
            : Make(nameof(ToValue), type, member, row, column);
    }

    private static Action<TRow> Make(string name, Type type, TypedMember member, DataViewRow row, DataViewSchema.Column column) =>
        s_makers[name].MakeGenericMethod(type).CreateDelegate<Func<TypedMember, DataViewRow, DataViewSchema.Column, Action<TRow>>>()(member, row, column);

    private static Action<TRow> ToValue<T>(TypedMember member, DataViewRow row, DataViewSchema.Column column)
    {
        var set = member.Setter<TRow, T>();
        var get = row.GetGetter<T>(column);
        T value = default!;
        return target =>
        {
            get(ref value);
            set(target, value);
        };
    }

    private static Action<TRow> ToText(TypedMember member, DataViewRow row, DataViewSchema.Column column)
    {
        var set = member.Setter<TRow, string>();
        var get = row.GetGetter<ReadOnlyMemory<char>>(column);
        ReadOnlyMemory<char> value = default;
        return target =>
        {
            get(ref value);
            set(target, value.ToString());
        };
    }

    private static Action<TRow> ToTexts(TypedMember member, DataViewRow row, DataViewSchema.Column column)
    {
        var set = member.Setter<TRow, string[]>();
        var get = row.GetGetter<VBuffer<ReadOnlyMemory<char>>>(column);
        VBuffer<ReadOnlyMemory<char>> value = default;
        return target =>
        {
            get(ref value);
            set(target, value.DenseValues().Select(static v => v.ToString()).ToArray());
        };
    }

    private static Action<TRow> ToArray<T>(TypedMember member, DataViewRow row, DataViewSchema.Column column)
    {
        var set = member.Setter<TRow, T[]>();
        var current = member.Getter<TRow, T[]?>();
        var get = row.GetGetter<VBuffer<T>>(column);
        VBuffer<T> value = default;
        return target =>
        {
            get(ref value);
            var array = current(target);
            if (array?.Length != value.Length)
            {
                array = new T[value.Length];
                set(target, array);
            }

            value.CopyTo(array);
        };
    }

    private static Action<TRow> ToBuffer<T>(TypedMember member, DataViewRow row, DataViewSchema.Column column)
    {
        var set = member.Setter<TRow, VBuffer<T>>();
        var get = row.GetGetter<VBuffer<T>>(column);
        return target =>
        {
            // A vector of its own for every object: the getter's buffer is written again for the next row.
            VBuffer<T> value = default;
            get(ref value);
            set(target, value);
        };
    }
}
