using Microsoft.ML.Data;

namespace MLNetTuning.Host.Tests.Trainers;

public sealed class MulticlassRow
{
    public const int Width = 2;

    public string Label { get; set; } = string.Empty;

    [VectorType(Width)]
    public float[] Features { get; set; } = new float[Width];
}
