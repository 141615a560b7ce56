using Microsoft.ML.Trainers;
using Microsoft.ML.Trainers.FastTree;
using MLNetTuning.Trainers;

namespace Microsoft.ML.Calibrators;

/// <summary>Puts a calibrator behind a model that has none.</summary>
internal static class ModelCalibration
{
    /// <summary>Fits the calibrator to the model's scores of its own training rows, as ML.NET does.</summary>
    internal static IScoreModel Calibrate(IScoreModel model, TrainingData rows, ICalibratorTrainer? trainer, int maximumRows)
    {
        var count = Math.Min(rows.Rows, maximumRows);
        var part = count == rows.Rows ? rows.Features : new FloatMatrix(count, rows.Features.Columns, rows.Features.Values);
        var scores = new float[count];
        model.Score(part, scores, Environment.ProcessorCount);
        var calibrator = (trainer ?? new PlattCalibratorTrainer()).Train(scores, rows.Labels.AsSpan(0, count), default);
        return model switch
        {
            FastForestBinaryModelParameters forest => CalibratedModels.CreateOfAny(forest, calibrator),
            LinearBinaryModelParameters linear => CalibratedModels.CreateOfAny(linear, calibrator),
            _ => throw new NotSupportedException($"Models of type {model.GetType().Name} have no calibrated form in this host."),
        };
    }
}
