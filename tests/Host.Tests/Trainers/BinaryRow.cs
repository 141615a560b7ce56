using Microsoft.ML.Data;

namespace MLNetTuning.Host.Tests.Trainers;

public sealed class BinaryRow
{
    public const int Width = 3;

    public bool Label { get; set; }

    [VectorType(Width)]
    public float[] Features { get; set; } = new float[Width];

    public float Weight { get; set; } = 1;
}
