using Microsoft.ML.Data;

namespace MLNetTuning.Host.Tests.Trainers;

public sealed class RegressionRow
{
    public const int Width = 2;

    public float Label { get; set; }

    [VectorType(Width)]
    public float[] Features { get; set; } = new float[Width];
}
