using System.Runtime.InteropServices;

namespace MLNetTuning.Trainers.Boosting.Predicting;

/// <summary>A node or leaf in 16 bytes, so that four share a cache line. The right child stands behind the left one; a leaf's child is itself.</summary>
[StructLayout(LayoutKind.Sequential)]
internal struct FlatNode
{
    /// <summary>Values above it go right; of a leaf +infinity, which nothing is above.</summary>
    public float Threshold;

    /// <summary>The column; 0 of a leaf.</summary>
    public int Column;

    /// <summary>The left child, counted through all trees; of a leaf the leaf itself.</summary>
    public int Left;

    /// <summary>1 when a row without the value goes right, else 0.</summary>
    public int MissingRight;
}
