using System.Runtime.InteropServices;

namespace MLNetTuning.Trainers.Boosting.Predicting;

/// <summary>A node as what it takes away: the leaves of its left side, from rows that go right.</summary>
[StructLayout(LayoutKind.Sequential)]
internal struct MaskNode
{
    /// <summary>Where the values of the node's column start in a block.</summary>
    public int Offset;

    /// <summary>Values above it go right; the number of a category set where the node has one.</summary>
    public float Threshold;

    /// <summary>0 for each leaf (of 32) that a row going right cannot reach.</summary>
    public uint Mask;
}
