using System.Reflection;
using Microsoft.ML.Runtime;

namespace Microsoft.ML.Data;

/// <summary>How the public fields and properties of a class are columns. Made from the class and its attributes, then changed as needed.</summary>
public sealed partial class SchemaDefinition : List<SchemaDefinition.Column>
{
    private SchemaDefinition()
    {
    }

    /// <summary>Whether members are read, written or both.</summary>
    [Flags]
    public enum Direction
    {
        /// <summary>Members that can be read.</summary>
        Read = 1,

        /// <summary>Members that can be written.</summary>
        Write = 2,

        /// <summary>Members that can be read or written.</summary>
        Both = Read | Write,
    }

    /// <summary>The column of this name; null where there is none. Setting replaces or adds.</summary>
    /// <param name="columnName">The name of the column.</param>
    /// <exception cref="ArgumentException">The column set has another name.</exception>
    public Column this[string columnName]
    {
        get => Find(column => column.ColumnName == columnName)!;
        set
        {
            ArgumentNullException.ThrowIfNull(value);
            if (value.ColumnName != columnName)
            {
                throw new ArgumentException($"The column is named '{value.ColumnName}' but is set under '{columnName}'; both have to be the same.", nameof(columnName));
            }

            var index = FindIndex(column => column.ColumnName == columnName);
            if (index >= 0)
            {
                this[index] = value;
            }
            else
            {
                Add(value);
            }
        }
    }

    /// <summary>The columns of a class as its members and attributes say.</summary>
    /// <param name="userType">The class.</param>
    /// <param name="direction">Which members count.</param>
    /// <exception cref="ArgumentException">A member has no column type, or two have one name.</exception>
    public static SchemaDefinition Create(Type userType, Direction direction = Direction.Both)
    {
        ArgumentNullException.ThrowIfNull(userType);
        var result = new SchemaDefinition();
        foreach (var (member, type) in Members(userType, direction))
        {
            var name = member.GetCustomAttribute<ColumnNameAttribute>()?.Name ?? member.Name;
            if (result[name] is not null)
            {
                throw new ArgumentException($"Two members of {userType} are named as column '{name}'; give every column a name of its own.", nameof(userType));
            }

            result.Add(new Column(member.Name, ColumnType(userType, member, type), name));
        }

        return result;
    }

    /// <summary>The columns of a class for reading, with types and annotations from a schema for the columns it names.</summary>
    internal static SchemaDefinition Create(Type userType, DataViewSchema schema)
    {
        ArgumentNullException.ThrowIfNull(schema);
        var definition = Create(userType, Direction.Read);
        foreach (var column in definition)
        {
            if (schema.GetColumnOrNull(column.ColumnName) is { } known)
            {
                column.ColumnType = known.Type;
                column.AddAnnotations(known.Annotations);
            }
        }

        return definition;
    }

    private static IEnumerable<(MemberInfo Member, Type Type)> Members(Type userType, Direction direction)
    {
        const BindingFlags Flags = BindingFlags.Public | BindingFlags.Instance;
        var fields = userType.GetFields(Flags).Select(static f => ((MemberInfo)f, f.FieldType));
        var properties = userType.GetProperties(Flags)
            .Where(p => p.GetIndexParameters().Length == 0
                && ((direction.HasFlag(Direction.Read) && p.GetGetMethod() is not null) || (direction.HasFlag(Direction.Write) && p.GetSetMethod() is not null)))
            .Select(static p => ((MemberInfo)p, p.PropertyType));
        return fields.Concat(properties)
            .Where(static m => m.Item2 != typeof(IChannel) && m.Item1.GetCustomAttribute<NoColumnAttribute>() is null);
    }

    private static DataViewType ColumnType(Type userType, MemberInfo member, Type type)
    {
        var isVector = TypedMember.TryVectorItem(type, out var itemType);
        if (!ColumnTypes.TryFromRaw(itemType, out var item))
        {
            throw new ArgumentException($"Could not determine a column type for member {member.Name} of {userType}: {type} is neither a number, bool, string, date, time nor an array of these. Mark it with [NoColumn] if it is no column.", nameof(userType));
        }

        if (member.GetCustomAttribute<KeyTypeAttribute>() is { } key)
        {
            item = KeyDataViewType.IsValidDataType(itemType)
                ? new KeyDataViewType(itemType, key.Count)
                : throw new ArgumentException($"Member {member.Name} of {userType} is marked with [KeyType] but is a {itemType}; a key is a byte, ushort, uint or ulong.", nameof(userType));
        }

        var vector = member.GetCustomAttribute<VectorTypeAttribute>();
        if (!isVector)
        {
            return vector is null
                ? item
                : throw new ArgumentException($"Member {member.Name} of {userType} is marked with [VectorType] but is a {type}, not an array.", nameof(userType));
        }

        return vector is { Dimensions.Length: > 0 } ? new VectorDataViewType(item, vector.Dimensions) : new VectorDataViewType(item, 0);
    }
}
