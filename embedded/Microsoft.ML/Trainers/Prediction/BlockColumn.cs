namespace Microsoft.ML.Data;

/// <summary>One column of the rows a cursor has read ahead.</summary>
internal abstract class BlockColumn
{
    /// <summary>Makes the buffer of a column of any type.</summary>
    internal static BlockColumn Create(DataViewRowCursor input, DataViewSchema.Column column)
    {
        var vector = column.Type as VectorDataViewType;
        var type = vector is null
            ? typeof(ScalarBlockColumn<>).MakeGenericType(column.Type.RawType)
            : typeof(VectorBlockColumn<>).MakeGenericType(vector.ItemType.RawType);
        return (BlockColumn)Activator.CreateInstance(type, input, column)!;
    }

    /// <summary>Makes room for a number of rows.</summary>
    internal abstract void Resize(int rows);

    /// <summary>Takes the value of the row the input is at.</summary>
    internal abstract void Take(int row);

    /// <summary>A getter of the value of the row the reader is at.</summary>
    internal abstract Delegate Getter(BlockPlace place);
}
