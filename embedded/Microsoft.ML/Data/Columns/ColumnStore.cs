namespace Microsoft.ML.Data;

/// <summary>The values of one column, held in memory.</summary>
internal abstract class ColumnStore
{
    /// <summary>Number of values.</summary>
    public abstract int Count { get; }

    /// <summary>A getter of the raw type of the column that follows a row pointer.</summary>
    public abstract Delegate CreateGetter(RowPointer pointer);

    /// <summary>Starts reading a column of a row into this store; the action returned takes the value of the current row.</summary>
    public abstract Action Fill(DataViewRow row, DataViewSchema.Column column);

    /// <summary>An empty store for a type.</summary>
    public static ColumnStore Create(DataViewType type) => type is VectorDataViewType vector
        ? (ColumnStore)Activator.CreateInstance(typeof(VectorColumn<>).MakeGenericType(vector.ItemType.RawType))!
        : (ColumnStore)Activator.CreateInstance(typeof(ScalarColumn<>).MakeGenericType(type.RawType))!;
}
