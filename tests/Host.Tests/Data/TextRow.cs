using Microsoft.ML.Data;

namespace MLNetTuning.Host.Tests.Data;

internal sealed class TextRow
{
    [LoadColumn(0)]
    public float A { get; set; }

    [LoadColumn(1)]
    public string B { get; set; } = "";

    [LoadColumn(2)]
    public bool C { get; set; }

    [LoadColumn(3, 4), VectorType(2)]
    public float[] V { get; set; } = [];
}
