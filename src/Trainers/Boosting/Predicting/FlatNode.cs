using System.Runtime.InteropServices;

namespace MLNetTuning.Trainers.Boosting.Predicting;

/// <summary>A node in 16 bytes, so that four share a cache line. Children count through all trees; a negative child c is leaf value ~c.</summary>
[StructLayout(LayoutKind.Sequential)]
internal struct FlatNode
{
    public float Threshold;

    /// <summary>The column; the top bit says that missing values go left.</summary>
    public uint Column;

    public int Left;

    public int Right;
}
