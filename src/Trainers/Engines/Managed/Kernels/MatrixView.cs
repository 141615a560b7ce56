namespace MLNetTuning.Trainers.Engines.Managed.Kernels;

/// <summary>A matrix somewhere in unmoving memory. Strides are in floats.</summary>
internal readonly unsafe struct MatrixView(float* values, int rows, int columns, int rowStride, int columnStride = 1)
{
    public float* Values { get; } = values;

    public int Rows { get; } = rows;

    public int Columns { get; } = columns;

    public int RowStride { get; } = rowStride;

    public int ColumnStride { get; } = columnStride;

    /// <summary>The same numbers with rows and columns swapped.</summary>
    public MatrixView Transposed => new(Values, Columns, Rows, ColumnStride, RowStride);

    /// <summary>Some of the rows.</summary>
    public MatrixView Slice(RowRange range) => new(Values + ((long)range.Start * RowStride), range.Count, Columns, RowStride, ColumnStride);
}
