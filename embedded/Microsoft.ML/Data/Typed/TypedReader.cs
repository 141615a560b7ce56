using System.Numerics;
using System.Reflection;

namespace Microsoft.ML.Data;

/// <summary>Makes getters that read the members of an object.</summary>
internal static class TypedReader<TRow>
    where TRow : class
{
    private static readonly Dictionary<string, MethodInfo> s_makers = typeof(TypedReader<TRow>)
        .GetMethods(BindingFlags.NonPublic | BindingFlags.Static)
        .ToDictionary(static m => m.Name);

    public static Delegate CreateGetter(TypedMember member, ObjectPointer<TRow> pointer)
    {
        var type = member.MemberType;
        if (member.Type is KeyDataViewType)
        {
            return Make(nameof(OfKey), type, member, pointer);
        }

        if (type == typeof(string))
        {
            return OfString(member, pointer);
        }

        if (type == typeof(string[]))
        {
            return OfStrings(member, pointer);
        }

        if (type.IsSZArray)
        {
            return Make(nameof(OfArray), type.GetElementType()!, member, pointer);
        }

        return type == member.Type.RawType && member.Type is VectorDataViewType vector
            ? Make(nameof(OfBuffer), vector.ItemType.RawType, member, pointer)
            : Make(nameof(OfValue), type, member, pointer);
    }

    private static Delegate Make(string name, Type type, TypedMember member, ObjectPointer<TRow> pointer) =>
        s_makers[name].MakeGenericMethod(type).CreateDelegate<Func<TypedMember, ObjectPointer<TRow>, Delegate>>()(member, pointer);

    private static Delegate OfValue<T>(TypedMember member, ObjectPointer<TRow> pointer)
    {
        var get = member.Getter<TRow, T>();
        return (ValueGetter<T>)((ref T value) => value = get(pointer.Current));
    }

    /// <summary>A member counts categories from 0, a key from 1; what is not a category is missing.</summary>
    private static Delegate OfKey<T>(TypedMember member, ObjectPointer<TRow> pointer)
        where T : struct, IBinaryInteger<T>
    {
        var get = member.Getter<TRow, T>();
        var count = ((KeyDataViewType)member.Type).Count;
        return (ValueGetter<T>)((ref T value) =>
        {
            value = get(pointer.Current);
            value = ulong.CreateTruncating(value) < count ? value + T.One : T.Zero;
        });
    }

    private static Delegate OfString(TypedMember member, ObjectPointer<TRow> pointer)
    {
        var get = member.Getter<TRow, string?>();
        return (ValueGetter<ReadOnlyMemory<char>>)((ref ReadOnlyMemory<char> value) => value = get(pointer.Current).AsMemory());
    }

    private static Delegate OfStrings(TypedMember member, ObjectPointer<TRow> pointer)
    {
        var get = member.Getter<TRow, string?[]?>();
        return (ValueGetter<VBuffer<ReadOnlyMemory<char>>>)((ref VBuffer<ReadOnlyMemory<char>> target) =>
        {
            var values = get(pointer.Current);
            var editor = Start(member, values?.Length, ref target);
            for (var i = 0; i < editor.Values.Length; i++)
            {
                editor.Values[i] = values![i].AsMemory();
            }

            target = editor.Commit();
        });
    }

    private static Delegate OfArray<T>(TypedMember member, ObjectPointer<TRow> pointer)
    {
        var get = member.Getter<TRow, T[]?>();
        return (ValueGetter<VBuffer<T>>)((ref VBuffer<T> target) =>
        {
            var values = get(pointer.Current);
            var editor = Start(member, values?.Length, ref target);
            values.CopyTo(editor.Values);
            target = editor.Commit();
        });
    }

    private static Delegate OfBuffer<T>(TypedMember member, ObjectPointer<TRow> pointer)
    {
        var get = member.Getter<TRow, VBuffer<T>>();
        return (ValueGetter<VBuffer<T>>)((ref VBuffer<T> target) => get(pointer.Current).CopyTo(ref target));
    }

    /// <summary>An editor for the items of a member: null is a vector of defaults, and a fixed size has to be kept.</summary>
    private static VBufferEditor<T> Start<T>(TypedMember member, int? length, ref VBuffer<T> target)
    {
        var size = ((VectorDataViewType)member.Type).Size;
        if (size > 0 && length is not null && length != size)
        {
            throw new InvalidOperationException($"Column '{member.Name}' is a vector of {size} items, but a row has {length}. Give every row {size} items, or leave the size out of the column's type.");
        }

        return VBufferEditor.Create(ref target, length ?? size, length ?? 0);
    }
}
