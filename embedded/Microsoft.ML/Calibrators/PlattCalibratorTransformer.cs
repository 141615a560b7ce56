using Microsoft.ML.Data;

namespace Microsoft.ML.Calibrators;

/// <summary>Adds the probability by Platt's sigmoid.</summary>
public sealed class PlattCalibratorTransformer : CalibratorTransformer<PlattCalibrator>
{
    internal const string Kind = "PlattCalibrator";

    internal PlattCalibratorTransformer(PlattCalibrator calibrator, string scoreColumn)
        : base(calibrator, scoreColumn)
    {
    }

    internal static PlattCalibratorTransformer Load(ModelReader reader, MLContext context)
        => new(CalibratorFile.ReadPlatt(reader), reader.ReadString());

    private protected override void SaveModel(ModelSaveContext ctx)
    {
        ctx.SetKind(Kind);
        CalibratorFile.Write(ctx.Writer, Calibrator);
        ctx.Writer.Write(ScoreColumn);
    }
}
