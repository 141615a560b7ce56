using Microsoft.ML.Calibrators;
using MLNetTuning.Trainers;

namespace Microsoft.ML.Trainers;

/// <summary>The model of a class that none of the rows, or every row, is of.</summary>
internal static class ConstantModel
{
    /// <summary>Log odds of half a row against all of them, the same for every row.</summary>
    internal static IScoreModel Create(TrainingData rows)
    {
        var odds = Math.Log((rows.Rows + 0.5) / 0.5) * (rows.Labels[0] > 0 ? 1 : -1);
        return CalibratedModels.Create(
            new LinearBinaryModelParameters(new float[rows.Features.Columns], (float)odds), new PlattCalibrator(-1, 0));
    }
}
