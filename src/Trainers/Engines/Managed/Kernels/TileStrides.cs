namespace MLNetTuning.Trainers.Engines.Managed.Kernels;

/// <summary>What a product's tiles have in common. Strides are in floats.</summary>
internal struct TileStrides
{
    public TileStrides(in MatrixView a, in MatrixView b, in MatrixView c)
    {
        (ARow, AStep, BRow, CRow) = (a.RowStride, a.ColumnStride, b.RowStride, c.RowStride);
        Inner = a.Columns;
    }

    /// <summary>From a row of A to the next.</summary>
    public nint ARow;

    /// <summary>From a number of a row of A to the next.</summary>
    public nint AStep;

    public nint BRow;

    public nint CRow;

    /// <summary>The inner dimension.</summary>
    public int Inner;

    /// <summary>Whether what C holds is added to.</summary>
    public bool Continues;
}
