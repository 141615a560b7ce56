using System.Runtime.InteropServices;
using MLNetTuning.Trainers;

namespace MLNetTuning.Benchmarks.Linear;

/// <summary>Rows of a case: one of the two.</summary>
internal sealed record LinearData(TrainingData? Dense, SparseTrainingData? Sparse)
{
    /// <summary>The labels.</summary>
    public float[] Labels => Dense?.Labels ?? Sparse!.Labels;

    /// <summary>Raw numbers, which NumPy reads at once: rows of features and label, or the arrays of a sparse matrix and the labels.</summary>
    public void Write(string path)
    {
        using var file = File.Create(path, 1 << 20);
        if (Sparse is { Features: var matrix })
        {
            file.Write(MemoryMarshal.AsBytes(matrix.Starts.AsSpan()));
            file.Write(MemoryMarshal.AsBytes(matrix.Indexes.AsSpan()));
            file.Write(MemoryMarshal.AsBytes(matrix.Values.AsSpan()));
            file.Write(MemoryMarshal.AsBytes(Labels.AsSpan()));
            return;
        }

        for (var i = 0; i < Labels.Length; i++)
        {
            file.Write(MemoryMarshal.AsBytes(Dense!.Features.Row(i)));
            file.Write(MemoryMarshal.AsBytes(Labels.AsSpan(i, 1)));
        }
    }
}
