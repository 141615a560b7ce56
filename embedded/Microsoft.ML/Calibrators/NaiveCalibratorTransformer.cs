using Microsoft.ML.Data;

namespace Microsoft.ML.Calibrators;

/// <summary>Adds the probability by bins of equal width.</summary>
public sealed class NaiveCalibratorTransformer : CalibratorTransformer<NaiveCalibrator>
{
    internal const string Kind = "NaiveCalibrator";

    internal NaiveCalibratorTransformer(NaiveCalibrator calibrator, string scoreColumn)
        : base(calibrator, scoreColumn)
    {
    }

    internal static NaiveCalibratorTransformer Load(ModelReader reader, MLContext context)
        => new(CalibratorFile.ReadNaive(reader), reader.ReadString());

    private protected override void SaveModel(ModelSaveContext ctx)
    {
        ctx.SetKind(Kind);
        CalibratorFile.Write(ctx.Writer, Calibrator);
        ctx.Writer.Write(ScoreColumn);
    }
}
