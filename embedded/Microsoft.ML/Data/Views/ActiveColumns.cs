namespace Microsoft.ML.Data;

/// <summary>Which columns of a schema a pass reads, as flags by index.</summary>
internal static class ActiveColumns
{
    public static bool[] Flags(DataViewSchema schema, IEnumerable<DataViewSchema.Column> columns)
    {
        var flags = new bool[schema.Count];
        foreach (var column in columns)
        {
            if (column.Index >= flags.Length || schema[column.Index].Name != column.Name)
            {
                throw new ArgumentOutOfRangeException(nameof(columns), $"Column '{column.Name}' at {column.Index} is not a column of this data view; its columns are {schema.Names()}.");
            }

            flags[column.Index] = true;
        }

        return flags;
    }

    public static IEnumerable<DataViewSchema.Column> Of(DataViewSchema schema, bool[] flags) => schema.Where(column => flags[column.Index]);
}
