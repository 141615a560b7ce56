namespace Microsoft.ML.Data;

/// <summary>Reads keys whatever the width they are held in.</summary>
internal static class KeyGetters
{
    /// <summary>The key at the current row; 0 is missing.</summary>
    public static Func<ulong> AsUInt64(DataViewRow row, DataViewSchema.Column column) => Type.GetTypeCode(column.Type.RawType) switch
    {
        TypeCode.Byte => Read<byte>(row, column, static v => v),
        TypeCode.UInt16 => Read<ushort>(row, column, static v => v),
        TypeCode.UInt32 => Read<uint>(row, column, static v => v),
        TypeCode.UInt64 => Read<ulong>(row, column, static v => v),
        _ => throw new ArgumentException($"Column '{column.Name}' of type {column.Type} is not a key.", nameof(column)),
    };

    private static Func<ulong> Read<T>(DataViewRow row, DataViewSchema.Column column, Func<T, ulong> convert)
    {
        var getter = row.GetGetter<T>(column);
        T value = default!;
        return () =>
        {
            getter(ref value);
            return convert(value);
        };
    }
}
