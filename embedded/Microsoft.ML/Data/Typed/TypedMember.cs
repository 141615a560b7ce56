using System.Linq.Expressions;
using System.Reflection;

namespace Microsoft.ML.Data;

/// <summary>A field or property of a user's class that is a column.</summary>
internal sealed class TypedMember
{
    private TypedMember(MemberInfo member, Type memberType, SchemaDefinition.Column column)
    {
        Member = member;
        MemberType = memberType;
        Name = string.IsNullOrEmpty(column.ColumnName) ? member.Name : column.ColumnName;
        Type = column.ColumnType;
        Annotations = column.Annotations;
    }

    public string Name { get; }

    public DataViewType Type { get; }

    public DataViewSchema.Annotations Annotations { get; }

    public MemberInfo Member { get; }

    public Type MemberType { get; }

    /// <summary>The item type of an array or vector member, or the type itself.</summary>
    public static bool TryVectorItem(Type type, out Type item)
    {
        var isBuffer = type.IsGenericType && type.GetGenericTypeDefinition() == typeof(VBuffer<>);
        item = type.IsSZArray ? type.GetElementType()! : isBuffer ? type.GetGenericArguments()[0] : type;
        if (item == typeof(string))
        {
            item = typeof(ReadOnlyMemory<char>);
        }

        return type.IsSZArray || isBuffer;
    }

    public static TypedMember[] Of(Type userType, SchemaDefinition? definition, SchemaDefinition.Direction direction) =>
        (definition ?? SchemaDefinition.Create(userType, direction)).Select(column => Bind(userType, column)).ToArray();

    public Func<TRow, TMember> Getter<TRow, TMember>()
    {
        var row = Expression.Parameter(typeof(TRow));
        return Expression.Lambda<Func<TRow, TMember>>(Expression.MakeMemberAccess(row, Member), row).Compile();
    }

    public Action<TRow, TMember> Setter<TRow, TMember>()
    {
        var row = Expression.Parameter(typeof(TRow));
        var value = Expression.Parameter(typeof(TMember));
        return Expression.Lambda<Action<TRow, TMember>>(Expression.Assign(Expression.MakeMemberAccess(row, Member), value), row, value).Compile();
    }

    private static TypedMember Bind(Type userType, SchemaDefinition.Column column)
    {
        MemberInfo? member = userType.GetField(column.MemberName);
        member ??= userType.GetProperty(column.MemberName);
        var type = member switch
        {
            FieldInfo field => field.FieldType,
            PropertyInfo property => property.PropertyType,
            _ => throw new ArgumentException($"No field or property with name '{column.MemberName}' found in type '{userType.FullName}'.", nameof(userType)),
        };
        var isVector = TryVectorItem(type, out var item);
        if (column.ColumnType is null)
        {
            column.ColumnType = isVector ? new VectorDataViewType(ColumnTypes.FromRaw(item)) : ColumnTypes.FromRaw(item);
        }

        if (isVector != column.ColumnType is VectorDataViewType || column.ColumnType.ItemType().RawType != item)
        {
            throw new ArgumentException($"Column '{column.ColumnName}' is of type {column.ColumnType}, but its member {column.MemberName} of {userType} is a {type}.", nameof(userType));
        }

        return new TypedMember(member!, type, column);
    }
}
