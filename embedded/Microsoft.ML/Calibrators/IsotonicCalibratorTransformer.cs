using Microsoft.ML.Data;

namespace Microsoft.ML.Calibrators;

/// <summary>Adds the probability by a rising step function.</summary>
public sealed class IsotonicCalibratorTransformer : CalibratorTransformer<IsotonicCalibrator>
{
    internal const string Kind = "IsotonicCalibrator";

    internal IsotonicCalibratorTransformer(IsotonicCalibrator calibrator, string scoreColumn)
        : base(calibrator, scoreColumn)
    {
    }

    internal static IsotonicCalibratorTransformer Load(ModelReader reader, MLContext context)
        => new(CalibratorFile.ReadIsotonic(reader), reader.ReadString());

    private protected override void SaveModel(ModelSaveContext ctx)
    {
        ctx.SetKind(Kind);
        CalibratorFile.Write(ctx.Writer, Calibrator);
        ctx.Writer.Write(ScoreColumn);
    }
}
