using Microsoft.ML.Trainers;

namespace Microsoft.ML.Data;

/// <summary>Reads one slot of a vector column.</summary>
internal static class SlotValues
{
    /// <summary>The slot's values in the order of the rows.</summary>
    internal static float[] Read(IDataView rows, string features, int slot)
    {
        var column = rows.Schema[features];
        var count = ((VectorDataViewType)column.Type).Size;
        var values = new List<float>();
        var row = new float[count];
        using var cursor = rows.GetRowCursor([column]);
        var reader = new FeatureReader(cursor, column, count);
        while (cursor.MoveNext())
        {
            reader.ReadInto(row);
            values.Add(row[slot]);
        }

        return [.. values];
    }
}
