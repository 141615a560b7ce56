using System.Runtime.InteropServices;
using MLNetTuning.Trainers;

namespace MLNetTuning.Benchmarks.Linear;

/// <summary>Rows of a case, for its peer.</summary>
internal static class LinearData
{
    /// <summary>Raw numbers, which NumPy reads at once: rows of features and label, or the arrays of a sparse matrix and the labels.</summary>
    public static void Write(this TrainingData data, string path)
    {
        using var file = File.Create(path, 1 << 20);
        if (data.Compressed is { Stored: var matrix })
        {
            file.Write(MemoryMarshal.AsBytes(matrix.Starts.AsSpan()));
            file.Write(MemoryMarshal.AsBytes(matrix.Indexes.AsSpan()));
            file.Write(MemoryMarshal.AsBytes(matrix.Values.AsSpan()));
            file.Write(MemoryMarshal.AsBytes(data.Labels.AsSpan()));
            return;
        }

        for (var i = 0; i < data.Rows; i++)
        {
            file.Write(MemoryMarshal.AsBytes(data.Features.Row(i)));
            file.Write(MemoryMarshal.AsBytes(data.Labels.AsSpan(i, 1)));
        }
    }
}
